#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""descend and critical: the numbers of the book, and one sentence for what is wrong.
Usage: test_descend.py PROGRAM"""
import json
import math
import os
import pathlib
import sys
import tempfile

from program import Program

p = Program(sys.argv[1])
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
BOWL = 'x^2 + 2y^2'
HEAD = 'step,x,y,f,gx,gy,lr,status'


def descend(*args, head=HEAD):
    """Rows of [step, x, y, f, gx, gy, lr, status, …] and what was said."""
    done = p.run('descend', *args)
    first, *rows = done.stdout.decode().splitlines() or ['nothing']
    said = done.stderr.decode()
    p.check(done.returncode == 0 and first == head, f'{args}: {first} {said}')
    p.check(said.startswith('nablascope: ') and said.count('\n') == 1, f'{args} {said}')
    rows = [[float(c) if i != 7 else c for i, c in enumerate(row.split(','))]
            for row in rows]
    p.check([row[0] for row in rows] == list(range(len(rows))), f'{args}: steps')
    p.check(all(row[7] == 'running' for row in rows[:-1]), f'{args}: running')
    return rows, said[12:-1]


def near(row, *wanted, digits=5e-7):
    return all(abs(a - b) <= digits * max(1, abs(b)) for a, b in zip(row[1:], wanted))


# M26, M59, M62, M65: the book's descent.
rows, said = descend(BOWL, '--start', '2.6,2.2', '--steps', '25')
p.check(len(rows) == 26 and rows[-1][7] == 'limit' and said == 'stopped after 25 steps',
        f'{len(rows)} rows, {rows[-1][7]}, {said}')
for k, x, y in ((1, 2.08, 1.32), (2, 1.664, 0.792), (3, 1.3312, 0.4752),
                (5, 0.851968, 0.171072), (10, 0.279173, 0.013303),
                (25, 0.0098225223, 0.0000062547)):
    p.check(near(rows[k], x, y), f'step {k}: {rows[k]}')
p.check([round(row[3], 3) for row in rows[:4]] == [16.44, 7.811, 4.023, 2.224], 'f')
p.check(rows[0][4:7] == [5.2, 8.8, 0.1] and abs(rows[25][3] - 9.648e-05) < 5e-9, 'f₂₅')
p.check(all(b[3] < a[3] for a, b in zip(rows, rows[1:])), 'f rises')     # M63

# M61: against the rule, up.
rows, _ = descend(BOWL, '--start', '2.6,2.2', '--ascend', '--steps', '1')
p.check(near(rows[1], 3.12, 3.08, 28.7072), f'ascent {rows[1]}')

# M64, M72: how many steps it takes.
for lr, steps in ((0.001, 4274), (0.01, 424), (0.05, 82), (0.1, 39), (0.25, 13),
                  (0.45, 41), (0.49, 223)):
    rows, said = descend(BOWL, '--start', '2.6,2.2', '--lr', str(lr), '--tol', '1e-3',
                         '--set', 'steps=20000')
    p.check(len(rows) == steps + 1 and rows[-1][7] == 'converged'
            and said.startswith(f'converged at step {steps}: '), f'{lr}: {said}')

# M74, M75: too large.
rows, _ = descend(BOWL, '--start', '2.6,2.2', '--lr', '0.5')
p.check(rows[-1][7] == 'limit' and abs(rows[-1][2]) == 2.2, f'η=0.5: {rows[-1]}')
rows, said = descend(BOWL, '--start', '2.6,2.2', '--lr', '0.6', '--set', 'steps=20000')
p.check(rows[-1][7] == 'diverged' and said.startswith('diverged at step '), said)
rows, _ = descend(BOWL, '--start', '2.6,2.2', '--lr', '0.6', '--steps', '25')
p.check(len(rows) == 26 and near(rows[-1][2:], rows[-1][3]) and
        abs(rows[-1][3] / 1.96e8 - 1) < 0.005, f'η=0.6: {rows[-1]}')

# M81, M83: flat is not arrived; M84: two wells; M87: out of the domain.
rows, said = descend('x^2 - y^2', '--start', '1.5,0')
p.check(rows[-1][7] == 'flat' and 'not shown to be a minimum' in said, said)
for start, x, f in (('0.10,1', 0.960, 0.294), ('0.05,1', -1.036, -0.305)):
    rows, _ = descend('two-wells.scene', '--start', start)
    p.check(rows[-1][7] == 'converged' and round(rows[-1][1], 3) == x
            and round(rows[-1][3], 3) == f, f'two wells from {start}: {rows[-1]}')
rows, said = descend('undefined.scene')
p.check(rows[-1][7] == 'diverged' and said.startswith('left the domain'), said)

# M91–M95: the other methods; defaults, --set, one sequence of options or another.
for args, first, second in (
        (['momentum', '--lr', '0.1'], (2.08, 1.32), (1.196, 0)),
        (['adagrad', '--lr', '0.1'], (2.5, 2.1), (2.431, 2.031)),
        (['rmsprop', '--lr', '0.1', '--set', 'alpha=0.9'], (2.284, 1.884),
         (2.069, 1.672)),
        (['adam', '--lr', '0.1'], (2.5, 2.1), (2.4001, 2.0001))):
    rows, _ = descend(BOWL, '--start', '2.6,2.2', '--method', *args)
    p.check(near(rows[1], *first, digits=5e-4) and near(rows[2], *second, digits=5e-4),
            f'{args}: {rows[1:3]}')
    again, _ = descend(*args[1:], '--method', args[0], BOWL, '--start', '2.6,2.2')
    p.check(rows == again, f'{args} in another order')
for method, lr in (('gd', 0.1), ('momentum', 0.02), ('nesterov', 0.02),
                   ('adagrad', 0.5), ('rmsprop', 0.05), ('adam', 0.1),
                   ('adamw', 0.1), ('newton', 1), ('linesearch', 1)):
    rows, _ = descend(BOWL, '--start', '2.6,2.2', '--method', method, '--steps', '2')
    p.check([row[6] for row in rows[:2]] == [lr, lr], f'{method}: {rows}')

# M125, M126: explode, or clip.
rows, _ = descend('x^4 + y^4', '--start', '2.5,1', '--steps', '3')
p.check([round(row[1], 2) for row in rows] == [2.5, -3.75, 17.34, -2069.5], f'{rows}')
rows, _ = descend('x^4 + y^4', '--start', '2.5,1', '--steps', '40', '--clip-norm', '1')
p.check(near(rows[1], 2.4002, 0.9936, digits=5e-5)
        and near(rows[20], 0.583, 0.526, digits=5e-4)
        and near(rows[40], 0.223, 0.220, digits=5e-4), f'clipped {rows[40]}')
rows, _ = descend('x^4 + y^4', '--start', '2.5,1', '--steps', '1', '--clip-value', '1')
p.check(near(rows[1], 2.4, 0.9), f'clipped by value {rows[1]}')

# Schedules, noise, parameters, a scene's own run, all the columns.
rows, _ = descend(BOWL, '--start', '1,1', '--schedule', 'exponential', '--set',
                  'gamma=0.5', '--steps', '3')
p.check([row[6] for row in rows] == [0.1, 0.1, 0.05, 0.025], f'rates {rows}')
noisy = [descend(BOWL, '--start', '1,1', '--noise', '1', '--seed', seed)[0]
         for seed in ('7', '7', '8')]
p.check(noisy[0] == noisy[1] != noisy[2], 'the seed')
rows, _ = descend('a*x^2 + k*y', '--start', 'pi/2,-1', '--param', 'a=2', '--set', 'k=3',
                  '--steps', '1', '--lr=0.5')
p.check(near(rows[1], math.pi / 2 * -1, -2.5), f'parameters {rows}')
p.check(descend('bowl.scene') == descend(BOWL, '--start', '2.6,2.2', '--steps', '25'),
        'bowl.scene')

# One run of several; another one's settings change nothing.
first, second = descend('two-wells.scene'), descend('two-wells.scene', '--run', 'B')
p.check(first != second and first == descend('two-wells.scene', '--set', 'B.lr=1')
        == descend('two-wells.scene', '--run', 'A', '--set', 'A.lr=0.05'), 'run A')
rows, _ = descend('two-wells.scene', '--run', 'B', '--lr', '0.5', '--set', 'B.steps=3')
p.check(rows[0][1:3] == second[0][0][1:3] and len(rows) == 4 and rows[1][6] == 0.5,
        f'run B {rows}')
rows, _ = descend('two-wells.scene', '--run=C', '--start=1,2', '--steps=1')
p.check(near(rows[0], 1, 2), f'run C {rows}')
rows, _ = descend(BOWL, '--start', '2.6,2.2', '--method', 'momentum', '--steps', '1',
                  '--internals', '--lr', '0.1',
                  head=HEAD + ',used_x,used_y,scale_x,scale_y,b_x,b_y')
p.check(rows[1][8:] == [5.2, 8.8, 0.1, 0.1, 5.2, 8.8], f'internals {rows[1]}')
rows, _ = descend('ln x', '--start', '1,0', '--lr', '3')
p.check(math.isnan(rows[-1][3]) and rows[-1][7] == 'diverged', f'nan {rows[-1]}')

REFUSES = [
    (['descend'], "a formula is missing, as in 'x^2 + 2y^2'"),
    (['descend', BOWL], 'descend needs a start: --start X,Y'),
    (['descend', 'tangent.scene'], 'descend needs a start: --start X,Y'),
    (['descend', BOWL, '--start'], '--start needs a value: X,Y'),
    (['descend', BOWL, '--start', '1'], 'start takes 2 numbers, got 1'),
    (['descend', BOWL, '--start', '1,nan'], 'start: a number must be finite'),
    (['descend', 'ln x', '--start', '-1,2'], 'f has no value at the start (−1, 2)'),
    (['descend', '1/x', '--start', '0,2'], 'f has no value at the start (0, 2)'),
    (['descend', 'sqrt x', '--start', '0,1'], 'f has no gradient at the start (0, 1)'),
]
pathlib.Path('outside.scene').write_text(
    '{"version": 1, "formula": "ln x", "runs": [{"start": [1, 1]}, {"start": [-1, 1]}]}')
REFUSES += [
    (['descend', 'outside.scene', '--run', 'B'],
     'outside.scene: run B: f has no value at the start (−1, 1)'),
    (['descend', BOWL, '--run', 'F', '--start', '1,1'],
     '--run takes a letter from A to E'),
    (['descend', 'two-wells.scene', '--run', 'C'],
     'descend needs a start: --start X,Y'),
    (['descend', 'two-wells.scene', '--run', 'C', '--lr', '1'],
     'there is no run C; C.start=X,Y makes one'),
]
for options, sentence in (
        (['--method', ''],
         'method needs a word; nablascope list methods shows those I know'),
        (['--method', 'ADAM'], "I don't know the method ADAM, did you mean adam?"),
        (['--method', 'adam', '--set', 'nesterov=on'],
         "I don't know the setting nesterov, nor has the formula such a letter"),
        (['--set', 'A.foo=2'], 'a run has no setting foo'),
        (['--set', '=3'], '--set takes KEY=VALUE, as in theme=dark'),
        (['--param', ' =3'], '--param takes NAME=VALUE, as in a=2'),
        (['--lr', '1e-320'],
         'lr must be at least 2.2250738585072014e-308, not 1e-320'),
        (['--seed', '9007199254740993'],
         'seed must be a whole number from 0 to 9007199254740991'),
        (['--schedule', 'step', '--set', 'step_size=2.5'],
         'step_size must be a whole number from 1 to 9007199254740991'),
        (['--schedule', 'cosine', '--set', 'T_max=0.5'],
         'T_max must be a whole number from 0 to 9007199254740991'),
        (['--method', 'adm'], "I don't know the method adm, did you mean adam?"),
        (['--method', 'wind'],
         "I don't know the method wind; nablascope list methods shows those I know"),
        (['--schedule', 'cosin'],
         "I don't know the schedule cosin, did you mean cosine?"),
        (['--lr', '0'], 'lr must be above 0, not 0'),
        (['--lr', '-1'], 'lr must be above 0, not -1'),
        (['--lr=-1e-300'], 'lr must be above 0, not -1e-300'),
        (['--lr', 'nan'], 'lr: a number must be finite'),
        (['--lr', '-inf'], 'lr: a number must be finite'),
        (['--lr', ''], 'lr takes 1 number, got 0'),
        (['--lr', 'x'], None),
        (['--steps', '0'], 'steps must be a whole number from 1 to 20000'),
        (['--steps', '20001'], 'steps must be a whole number from 1 to 20000'),
        (['--steps', '2.5'], 'steps must be a whole number from 1 to 20000'),
        (['--seed', '-1'], 'seed must be a whole number from 0 to 9007199254740991'),
        (['--tol', '-1'], 'tol must be at least 0, not -1'),
        (['--noise', '-1'], 'noise must be at least 0, not -1'),
        (['--clip-norm', '-1'], 'clip_norm must be at least 0, not -1'),
        (['--clip-norm', '1', '--clip-value', '1'],
         'clip by norm or by value, not both'),
        (['--set', 'beta1=0.5'], 'gd has no beta1; its knobs are weight_decay'),
        (['--set', 'beta1=1', '--method', 'adam'],
         'beta1 must be at least 0 and below 1, not 1'),
        (['--set', 'gamma=0.5'], 'constant has no gamma; it has no knobs'),
        (['--set', 'momntum=0.5'],
         "I don't know the setting momntum, did you mean momentum?"),
        (['--set', 'beta1'], '--set takes KEY=VALUE, as in theme=dark'),
        (['--methd', 'gd'], "I don't know the option --methd, did you mean --method?"),
        (['--ascend=1'], '--ascend takes no value')):
    REFUSES.append((['descend', BOWL, '--start', '2.6,2.2', *options], sentence))
REFUSES += [
    (['critical'], "a formula is missing, as in 'x^2 + 2y^2'"),
    (['critical', 'x +'], None),
    (['critical', 'x^2', '--view', '1,1,0,1'],
     'view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1'),
    (['critical', 'x^2', '--start', '1,1'],
     "I don't know the option --start; --help shows those I know"),
]
for args, sentence in REFUSES:
    done = p.run(*args)
    err = done.stderr.decode()
    p.check(done.returncode == 2 and not done.stdout, f'{args}: {done.returncode}')
    p.check(err.startswith('nablascope: ') and err.find('\n') == len(err) - 1, err)
    p.check(sentence is None or err == f'nablascope: {sentence}\n', f'{args}: {err}')


def critical(*args):
    done = p.run('critical', *args)
    head, *rows = done.stdout.decode().splitlines() or ['nothing']
    p.check(done.returncode == 0 and head == 'x,y,f,kind,lambda1,lambda2',
            f'{args}: {head} {done.stderr.decode()}')
    rows = [row.split(',') for row in rows]
    found = [(row[3], *(float(row[i]) for i in (0, 1, 2, 4, 5))) for row in rows]
    p.check(all(not low > high for *_, low, high in found), f'{args}: {found}')
    return found, done.stderr.decode()


def same(found, *wanted):
    return (len(found) == len(wanted)
            and all(a[0] == b[0] and all(abs(i - j) < 1e-9
                                         for i, j in zip(a[1:], b[1:]))
                    for a, b in zip(found, wanted)))


# M79, M80, M90 and section 7 of the mission.
found, said = critical(BOWL)
p.check(same(found, ('minimum', 0, 0, 0, 2, 4)) and said == '', f'{found} {said}')
found, _ = critical('x^2*y + sin(y)', '--view', '-3,3,-3,3')
p.check(same(found, ('saddle', 0, -math.pi / 2, -1, -math.pi, 1),
             ('saddle', 0, math.pi / 2, 1, -1, math.pi)), f'{found}')
found, _ = critical('x^2 - y^2')
p.check(same(found, ('saddle', 0, 0, 0, -2, 2)), f'{found}')
found, _ = critical('two-wells.scene')
p.check([(kind, round(x, 6), round(f, 6)) for kind, x, _, f, *_ in found]
        == [('minimum', -1.035579, -0.305428), ('saddle', 0.075429, 1.011282),
            ('minimum', 0.960150, 0.294146)], f'{found}')
found, _ = critical('hill.scene')
p.check(same(found, ('maximum', 0, 0, 5000, -60, -20)), f'{found}')
found, _ = critical('monkey-saddle.scene')
p.check([kind for kind, *_ in found] == ['degenerate'], f'{found}')
found, _ = critical('a*x^2 + y^2', '--param', 'a=3')
p.check(same(found, ('minimum', 0, 0, 0, 2, 6)), f'{found}')
found, _ = critical('x^2')
p.check([kind for kind, *_ in found] == ['curve'], f'{found}')
p.check(critical('x + y') == ([], ''), 'a plane has none')
found, said = critical('5')
p.check(not found and said == 'nablascope: the gradient is (0, 0) everywhere: f has no '
                              'direction\n', said)
found, _ = critical('himmelblau.scene')
p.check(sorted(kind for kind, *_ in found)
        == ['maximum'] + 4 * ['minimum'] + 4 * ['saddle'], f'{found}')

# JSON has the same, and what follows for learning rates.
one = json.loads(p.run('critical', 'ravine.scene', '--json').stdout)
p.check(list(one) == ['formula', 'view', 'finished', 'proved', 'points', 'curves']
        and one['view'] == [-4.6, 2.6, -2.4, 2.4] and one['finished'], f'{one}')
point, = one['points']
p.check(point['kind'] == 'minimum' and point['eigenvalues'] == [1, 25]
        and point['condition'] == 25 and point['hessian'] == [[1, 0], [0, 25]]
        and abs(point['rates']['limit'] - 0.08) < 1e-12
        and abs(point['rates']['best'] - 1 / 13) < 1e-12
        and abs(point['rates']['tuned_rate'] - 1 / 9) < 1e-12
        and abs(point['rates']['tuned_momentum'] - 4 / 9) < 1e-12, f'{point}')
for value, way in zip(point['eigenvalues'], point['eigenvectors']):
    p.check(abs(math.hypot(*way) - 1) < 1e-12
            and abs(25 * way[1] - value * way[1]) < 1e-9, f'{value} {way}')
one = json.loads(p.run('critical', 'x^2 - y^2', '--json').stdout)
p.check(one['points'][0]['condition'] is None, f'{one}')
one = json.loads(p.run('critical', '(x^2 + y^2 - 4)^2', '--json').stdout)
p.check(sum(len(curve['points']) for curve in one['curves']) > 8, f'{one}')
for curve in one['curves']:
    p.check(all(abs(math.hypot(*at) - 2) < 1e-6 for at in curve['points']), 'circle')
p.ends()
