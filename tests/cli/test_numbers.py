#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""eval, derive, contours and list: what they say for what they are asked.
Usage: test_numbers.py PROGRAM"""
import json
import math
import sys

from program import Program

p = Program(sys.argv[1])

# arguments -> exactly this on standard output
SAYS = [
    (['eval', 'x^2*y + sin(y)', '--at', '1,0', '--along', '3,4', '--json'],
     '{"formula":"x²·y + sin(y)","point":[1,0],"f":0,"gradient":[0,2],"norm":2,'
     '"hessian":[[0,2],[2,0]],"along":{"u":[0.6,0.8],"derivative":1.6}}\n'),
    (['eval', '-x^2', '--at', '-1,2', '--json'],
     '{"formula":"-x²","point":[-1,2],"f":-1,"gradient":[2,0],"norm":2,'
     '"hessian":[[-2,0],[0,0]],"along":null}\n'),
    (['eval', '--json', '--at=-1,2', '--', '-x'],
     '{"formula":"-x","point":[-1,2],"f":1,"gradient":[-1,0],"norm":1,'
     '"hessian":[[0,0],[0,0]],"along":null}\n'),
    (['eval', '--at', '0,0', '1/x', '--json'],
     '{"formula":"1/x","point":[0,0],"f":null,"gradient":[null,0],"norm":null,'
     '"hessian":[[null,0],[0,0]],"along":null}\n'),
    (['eval', 'a*x + w_1', '--at', 'pi/2,-1', '--param', 'a=2', '--param=w_1=-pi',
      '--json', '--along=0,-5'],
     '{"formula":"a·x + w_1","point":[1.5707963267948966,-1],"f":0,"gradient":[2,0],'
     '"norm":2,"hessian":[[0,0],[0,0]],"along":{"u":[0,-1],"derivative":0}}\n'),
    (['eval', 'a*x', '--at', '3,0', '--param', 'a=2', '--param', ' a = 5', '--json'],
     '{"formula":"a·x","point":[3,0],"f":15,"gradient":[5,0],"norm":5,'
     '"hessian":[[0,0],[0,0]],"along":null}\n'),
    (['eval', 'x', '--at', 'max(1,2),atan2(0,1)', '--json', '--along', '1e308,1e308'],
     '{"formula":"x","point":[2,0],"f":2,"gradient":[1,0],"norm":1,"hessian":'
     '[[0,0],[0,0]],"along":{"u":[0.7071067811865475,0.7071067811865475],'
     '"derivative":0.7071067811865475}}\n'),
    (['eval', 'x^2*y + sin(y)', '--at', '1,0', '--along', '3,4'],
     'f(x, y) = x²·y + sin(y)\nat         (1, 0)\nf          0\ngradient   (0, 2)\n'
     'norm       2\nHessian    (0, 2)\n           (2, 0)\nalong      (0.6, 0.8)\n'
     'derivative 1.6\n'),
    (['eval', 'ln(x)', '--at', '-1,0'],
     'f(x, y) = ln(x)\nat         (-1, 0)\nf          undefined\n'
     'gradient   (undefined, undefined)\nnorm       undefined\n'
     'Hessian    (undefined, undefined)\n           (undefined, undefined)\n'),
    (['derive', 'x^2*y + sin(y)', '--json'],
     '{"f":"x²·y + sin(y)","fx":"2·x·y","fy":"x² + cos(y)","fxx":"2·y","fxy":"2·x",'
     '"fyy":"-sin(y)"}\n'),
    (['derive', 'x^2*y + sin(y)'],
     'f        = x²·y + sin(y)\n∂f/∂x    = 2·x·y\n∂f/∂y    = x² + cos(y)\n'
     '∂²f/∂x²  = 2·y\n∂²f/∂x∂y = 2·x\n∂²f/∂y²  = -sin(y)\n'),
]

LISTS = 'settings, runs, methods, schedules or gallery'

# arguments -> status 2 and exactly this after "nablascope: "
REFUSES = [
    (['eval', 'x^2 +*', '--at', '0,0'], None),
    (['eval', 'x'], 'eval needs a point: --at X,Y'),
    (['eval'], "a formula is missing, as in 'x^2 + 2y^2'"),
    (['eval', 'x', 'y', '--at', '0,0'], 'one formula is enough, I got y too'),
    (['eval', 'x', '--at'], '--at needs a value: X,Y'),
    (['eval', 'x', '--at', '1'], '--at takes X,Y'),
    (['eval', 'x', '--at', ''], '--at takes X,Y'),
    (['eval', 'x', '--at', '1,2,3'], '--at takes at most 2 numbers'),
    (['eval', 'x', '--at', '1,'], '--at: a number is missing'),
    (['eval', 'x', '--at', ',1'], '--at: a number is missing'),
    (['eval', 'x', '--at', '1e999,0'], None),
    (['eval', 'x', '--at', '1/0,0'], '--at: a number must be finite'),
    (['eval', 'x', '--at', 'nan,0'], None),
    (['eval', 'x', '--at', 'x,0'], None),
    (['eval', 'x', '--at', '0,0', '--along', '0,0'], '--along 0,0 is no direction'),
    (['eval', 'x', '--at', '0,0', '--json=1'], '--json takes no value'),
    (['eval', 'x', '--at', '0,0', '--jsn'],
     "I don't know the option --jsn, did you mean --json?"),
    (['eval', 'x', '--at', '0,0', '--frobnicate'],
     "I don't know the option --frobnicate; --help shows those I know"),
    (['eval', 'x', '--at', '0,0', '--param', 'a'],
     '--param takes NAME=VALUE, as in a=2'),
    (['eval', 'x', '--at', '0,0', '--param', 'a=1'], 'the formula has no parameter a'),
    (['eval', 'b*x+c', '--at', '0,0', '--param', 'a=1'],
     'the formula has no parameter a; it has b, c'),
    (['eval', 'a*x', '--at', '0,0', '--param', 'a='], 'a takes a number'),
    (['eval', 'a*x', '--at', '0,0', '--param', 'a=y'], None),
    (['eval', 'a*x', '--at', '0,0', '--param', 'a=9^9^9'],
     'a: a number must be finite'),
    (['eval', '', '--at', '0,0'], None),
    (['eval', 'x' * 5000, '--at', '0,0'], None),
    (['eval', '(' * 4000, '--at', '0,0'], None),
    (['eval', b'\xff\xfe', '--at', '0,0'], None),
    (['eval', b'x + \xed\xa0\x80', '--at', '0,0'], None),
    (['eval', 'x\n+*', '--at', '0,0'], None),
    (['eval', 'x', '--at', b'\xff,0'], None),
    (['derive'], "a formula is missing, as in 'x^2 + 2y^2'"),
    (['derive', 'x +'], None),
    (['derive', 'sen(x)'], None),
    (['contours', 'x', '--view', '-1,1,-1,1'],
     'contours needs either --level L or --auto'),
    (['contours', 'x', '--auto', '--level', '1'],
     'contours needs either --level L or --auto'),
    (['contours', 'x', '--view', '1,1,1,1', '--auto'],
     'view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1'),
    (['contours', 'x', '--view', '1,2,3', '--auto'], 'view takes 4 numbers, got 3'),
    (['contours', 'x', '--view', '0,1,0,9^9^9', '--auto'],
     'view: a number must be finite'),
    (['contours', 'x', '--auto', '--size', '0x0'],
     '--size must be from 2x2 to 7680x4320'),
    (['contours', 'x', '--auto', '--size', '12x'],
     '--size takes WIDTHxHEIGHT in pixels, as in 1920x1080'),
    (['contours', 'x', '--level', ''], '--level takes L or L,L,…'),
    (['contours', 'x', '--level', ','.join(map(str, range(401)))],
     '--level takes at most 400 numbers'),
    (['list'], f'list what? {LISTS}'),
    (['list', 'setings'],
     f'I can list {LISTS}, not setings; did you mean settings?'),
    (['list', 'colours'], f'I can list {LISTS}, not colours'),
    (['list', 'metods'], f'I can list {LISTS}, not metods; did you mean methods?'),
    (['list', 'lessons'], 'there are no lessons in this version'),
    (['list', 'settings', 'gallery'], 'one list at a time, please'),
    (['list', 'gallery', '--json-schema'], 'only settings have a JSON Schema'),
    (['descnd', 'x^2'], "I don't know descnd, did you mean descend?"),
    (['evla', 'x'], "I don't know evla, did you mean eval?"),
    (['rendr', 'x'], "I don't know rendr, did you mean render?"),
    (['--frobnicate'],
     "I don't know the option --frobnicate; --help shows those I know"),
]


def refused(args, sentence, done, status=2):
    err = done.stderr.decode()
    p.check(done.returncode == status, f'{args} ended with {done.returncode}: {err}')
    p.check(done.stdout == b'', f'{args} wrote data')
    p.check(err.startswith('nablascope: ') and err.find('\n') == len(err) - 1,
            f'{args} said {err!r}')
    if sentence:
        p.check(err == f'nablascope: {sentence}\n', f'{args} said {err!r}')


for args, wanted in SAYS:
    done = p.run(*args)
    p.check(done.returncode == 0 and not done.stderr, f'{args}: {done.stderr.decode()}')
    p.check(done.stdout.decode() == wanted, f'{args} printed {done.stdout.decode()!r}')
for args, sentence in REFUSES:
    refused(args, sentence, p.run(*args))

# A formula's fault names its column, in characters.
err = p.run('eval', 'π + x *', '--at', '0,0').stderr.decode()
p.check(err.startswith('nablascope: After * I need a number, a letter or (')
        and ' — column ' in err, err)

# No window yet: could not, in one sentence.
for args in ([], ['x^2'], ['bowl.scene'], ['--projector', 'x'], ['--theme', 'dark']):
    refused(args, None, p.run(*args), status=1)

# Help: examples first, every option of its table; version.
for command in ('eval', 'derive', 'descend', 'contours', 'critical', 'render', 'code', 'list'):
    done = p.run(command, '--help')
    text = done.stdout.decode()
    p.check(done.returncode == 0 and not done.stderr and 'Examples:\n' in text
            and f'Usage: nablascope {command} ' in text
            and text.index('Examples:') < text.index('Usage:'), f'{command} --help')
    p.check(max(map(len, text.splitlines())) <= 88, f'{command} --help is wide')
    p.check(p.run(command, 'x', '-h').stdout == done.stdout, f'{command} -h')
    p.check(command in p.run('--help').stdout.decode(), f'{command} is not in --help')
whole = p.run('--help')
text = whole.stdout.decode()
p.check(whole.returncode == 0 and not whole.stderr and max(map(len, text.splitlines())) <= 88
        and all(f'  --{name} ' in text for name in ('set', 'theme', 'fullscreen', 'play')),
        'the help is wide, or tells nothing of the window')
for args in (['-h'], ['x^2', '--help'], ['--theme', 'dark', '-h']):
    p.check(p.run(*args).stdout == whole.stdout, f'{args} is not help')
p.check(p.run('--version').stdout.startswith(b'nablascope 0.')
        and b'jansson 2.' in p.run('--version').stdout, '--version')

# Settings: one table for all readers.
table = p.run('list', 'settings').stdout.decode().splitlines()
rows = json.loads(p.run('list', 'settings', '--json').stdout)
schema = json.loads(p.run('list', 'settings', '--json-schema').stdout)
keys = [line.split()[0] for line in table[1:]]
p.check(keys == [row['key'] for row in rows], 'list settings --json has other keys')
p.check(['version'] + keys == list(schema['properties']), 'the JSON Schema differs')
p.check(schema['$schema'].endswith('json-schema.org/draft/2020-12/schema'), 'draft')
for row in rows:
    described = schema['properties'][row['key']]
    p.check(described['default'] == row['default'], f'{row["key"]} has two defaults')
    p.check(row['help'] and row['range'] and row['kind'], f'{row["key"]} is bare')

# What a run may have: the list and the JSON Schema agree; knobs are of the methods.
runs = schema['properties']['runs']['items']
members = list(runs['properties'])
of_runs = json.loads(p.run('list', 'runs', '--json').stdout)
p.check(members[:len(of_runs)] == [row['key'] for row in of_runs], f'runs {members}')
p.check(runs['required'] == ['start'] and not runs['additionalProperties'], 'runs')
table = p.run('list', 'runs').stdout.decode().splitlines()
p.check([line.split()[0] for line in table[1:]] == members[:len(of_runs)], 'list runs')
methods = json.loads(p.run('list', 'methods', '--json').stdout)
schedules = json.loads(p.run('list', 'schedules', '--json').stdout)
p.check([(m['name'], m['lr']) for m in methods]
        == [('gd', 0.1), ('momentum', 0.02), ('nesterov', 0.02), ('adagrad', 0.5),
            ('rmsprop', 0.05), ('adam', 0.1), ('adamw', 0.1), ('newton', 1),
            ('linesearch', 1)], f'methods {methods}')
p.check(runs['properties']['method']['enum'] == [m['name'] for m in methods], 'methods')
p.check(runs['properties']['schedule']['enum'] == [s['name'] for s in schedules]
        == ['constant', 'step', 'exponential', 'cosine', 'inverse', 'root'],
        'schedules')
knobs = {m['name']: {k['name']: k['default'] for k in m['knobs']} for m in methods}
p.check(knobs['adam'] == {'beta1': 0.9, 'beta2': 0.999, 'eps': 1e-8, 'amsgrad': 0,
                          'weight_decay': 0}, f'knobs of adam: {knobs["adam"]}')
p.check(knobs['adamw']['weight_decay'] == 0.01 and knobs['rmsprop']['alpha'] == 0.99
        and knobs['adagrad']['eps'] == 1e-10 and knobs['momentum']['momentum'] == 0.9,
        f'knobs {knobs}')
p.check(set(members[len(of_runs):]) == {k['name'] for m in methods + schedules
                                        for k in m['knobs']}, f'knobs {members}')
for name, described in (('methods', methods), ('schedules', schedules)):
    table = p.run('list', name).stdout.decode().splitlines()
    p.check([line for line in (row.split()[0] for row in table[1:])]
            == [word for one in described
                for word in [one['name']] + [k['name'] for k in one['knobs']]], name)
p.check(all(m['source'] and m['label'] for m in methods), 'a method has no source')

# The gallery: group, name, formula, why.
table = p.run('list', 'gallery').stdout.decode().splitlines()
cards = json.loads(p.run('list', 'gallery', '--json').stdout)
p.check(table[0].split() == ['group', 'name', 'formula', 'why'], table[0])
for line, card in zip(table[1:], cards, strict=True):
    p.check([cell.strip() for cell in line.split('  ') if cell.strip()]
            == [card['group'], card['name'], card['formula'], card['why']], line)


def lines_of(csv):
    lines = {}
    head, *rows = csv.decode().splitlines() or ['nothing']
    p.check(head == 'level,line,x,y', f'head {head}')
    for row in rows:
        level, line, x, y = row.split(',')
        lines.setdefault((float(level), int(line)), []).append((float(x), float(y)))
    return lines


# Contours lie on their level; closed ones repeat their first point.
view = ['--view', '-3,3,-2,2', '--size', '600x400']
circles = lines_of(p.run('contours', 'x^2 + y^2', *view, '--level', '1,2',
                         '--level', '1/4').stdout)
p.check(sorted(circles) == [(0.25, 0), (1, 0), (2, 0)], f'circles {sorted(circles)}')
for (level, _), points in circles.items():
    p.check(points[0] == points[-1] and len(points) > 8, f'circle {level} is open')
    p.check(all(abs(math.hypot(x, y) - math.sqrt(level)) < 0.001 for x, y in points),
            f'circle {level} is off')
open_lines = lines_of(p.run('contours', 'x*y', *view, '--level', '1').stdout)
p.check(sorted(open_lines) == [(1, 0), (1, 1)], f'hyperbola {sorted(open_lines)}')
p.check(all(line[0] != line[-1] for line in open_lines.values()), 'closed hyperbola')
p.check(len(lines_of(p.run('contours', 'sin(x) + y', '--auto').stdout)) >= 8, '--auto')
p.check(lines_of(p.run('contours', '5', '--auto').stdout) == {}, 'a constant has lines')
p.check(lines_of(p.run('contours', 'x', '--level', '1e308').stdout) == {}, 'far level')
p.ends()
