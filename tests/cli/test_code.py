#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""code: programs are run, and say what Nablascope says.
Usage: test_code.py PROGRAM SCENES"""
import contextlib
import io
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from program import Program

p = Program(sys.argv[1])
scenes = pathlib.Path(sys.argv[2])
POINTS = [(1.3, -0.7), (-1.1, 0.6), (0, 0), (2, 3)]
BOWL = 'x^2 + 2y^2'

# Each operation at least once, also where it has no value.
FORMULAS = [
    BOWL, 'x^2*y + sin(y)', '(1-x)^2 + 100(y-x^2)^2', 'x', '3', '-x^2', '2-(-x)-(y-1)',
    'x/y', '1/x + 1/(1+x^2)', 'x/(y/(x/2))', '(x y)/(x+y)^2', 'x - (y - (x - 1))',
    '(-x)^3', '(-2)^x', '2^-x', 'x^y', 'x^-2', 'x^0.5', 'x^(1/3) + y^(2/5)', 'x^y^2',
    'e^x + pi y + tau', 'pi^x', 'sin(pi/3) x + cos 2 y', 'tan(x) + sec(x) csc(y) + cot(x y)',
    'asin(x) + acos(y)', 'atan(x y)', 'atan(1/x)', 'exp(-1/(x^2+y^2))', 'sinh x + cosh y',
    'tanh(x) asinh(y)', 'acosh(x) + atanh(y)', 'exp(exp(exp(x+3)))', '1/(1+exp(800x))',
    '1/cosh(800x)', 'ln x', 'ln(1+x^2) log2(y) + log10(x^2)', 'x ln x', 'sqrt(x) + cbrt(y)',
    'sqrt(x^2+y^2)', 'abs(x) + |y-1||x|', 'sign(x) y', 'floor(2x) + ceil(y) round(x/2)',
    'round(x) x', 'sinc(x) + sinc(0 y)', 'sigmoid(x - 900y)', 'softplus(x) relu(y)',
    'step(x) y', 'erf(x) + erf(7y)', 'gamma(x)', 'gamma(y-0.3) x', 'lgamma(x+y/3)',
    'digamma(x) y', 'trigamma(y) + polygamma(3, x)', 'atan2(y, x)', 'theta r',
    'mod(x, y) + mod(y, 3)', 'min(x, y) max(x^2, y, 1)', 'min(ln x, y) + max(2, sqrt y)',
    'hypot(x, y)', 'clamp(x, -1, y)', 'clamp(ln x, 0, 1)', 'if(x^2+y^2<4, x*y, 0)',
    'piecewise(x<0, x^2, x>=1 and y<1, y, not (x=y) or y!=2, sin x, 3)', '{x<y: x}',
    '{ln x < y: x, y}', 'x>0 ? ln x : y^2', 'if(x>0 and ln x<1 or y<=0, x, y)', '0<x<1 ? x : y',
    'a*x^2 + β y + w_1', 'λ x + f y + γ', 'a b x + h sign(y) + n erf(k x) + round(s y) + relu(t)',
    'X x + U y + Z gamma(V) + Y digamma(2W) + m mod(x, 2)', 'if(x = 0, 1, sin(x)/x)', 'csc(ln x) + cos(1/y)', 'cosh(ln x) + sinh(sqrt y)', '-(x+y)', 'x--y', '2x*-y',
    'x*1e300*1e300 + y', '1e-9x + 123456789y', '(x+y)(x-y)(x+2y)(x-2y)sin(x+y)exp(x y)/(1+x^4)',
    'x^2/2 - cos(x+y)^2 + sin(x+y)^3 - sin(x-y)/(2+cos(x+y))', '9^9^x', 'max(x, y) - max(y, x)',
]
SLOW = {'exp(exp(exp(x+3)))', '9^9^x', '(-2)^x'}


def write(*args):
    done = p.run('code', *args)
    p.check(done.returncode == 0 and not done.stderr, f'code {args}: {done.stderr}')
    return done.stdout.decode()


def near(a, b, slack=1e-9):
    """JSON has null for what is not finite."""
    a = math.nan if a is None else a
    b = math.nan if b is None else b
    if not math.isfinite(a) or not math.isfinite(b):
        return math.isfinite(a) == math.isfinite(b)
    return abs(a - b) <= slack * max(1e-3, abs(a), abs(b))


# What there is to write: arguments, and where the scene's run ends.
subjects = [[formula] for formula in FORMULAS]
METHODS = [['gd'], ['gd', 'weight_decay=0.1'], ['momentum'], ['momentum', 'dampening=0.5'],
           ['momentum', 'momentum=0', 'dampening=0.5'], ['nesterov', 'weight_decay=0.01'],
           ['adagrad'], ['adagrad', 'lr_decay=0.1', 'initial_accumulator_value=0.5'],
           ['rmsprop'], ['rmsprop', 'momentum=0.5', 'centered=on'], ['adam'],
           ['adam', 'amsgrad=on', 'weight_decay=0.1'], ['adamw'], ['newton'], ['linesearch'],
           ['newton', 'start=-0.5,0.1'], ['gd', 'ascend=on', 'steps=7'],
           ['linesearch', 'rho=0.7', 'c=0.2'], ['gd', 'clip_norm=0.5'],
           ['momentum', 'clip_value=0.3'], ['gd', 'noise=0.5', 'seed=7'],
           ['gd', 'tol=0', 'steps=300'], ['gd', 'lr=1'], ['gd', 'lr=30', 'exact=on'],
           ['newton', 'ascend=on', 'start=0.1,0.2'], ['gd', 'fork=5', 'lr=0.01', 'fork=20', 'method=adam'],
           ['adagrad', 'fork=7', 'method=adagrad', 'fork=11', 'method=momentum',
            'fork=12', 'noise=0.1']]
METHODS += [['gd', f'schedule={name}', *more] for name, *more in
            (['step', 'step_size=4'], ['exponential'], ['cosine'], ['cosine', 'T_max=9'],
             ['inverse'], ['root', 'k=0.5'])]
WELLS = 'x^4/4 - x^2/2 + y^2 + x y/5'
for method, *knobs in METHODS:
    settings = [f'A.method={method}'] if 'fork=5' not in knobs and 'fork=7' not in knobs else []
    start = [k for k in knobs if k.startswith('start=')]
    subjects.append([WELLS, '--set', start[0].replace('start', 'A.start') if start
                     else 'A.start=2.6,2.2']
                    + [w for s in [f'A.method={method}', 'A.steps=30'] for w in ('--set', s)]
                    + [w for k in knobs if not k.startswith('start=')
                       for w in ('--set', f'A.{k}')])
for scene in sorted(scenes.glob('*.scene')):
    runs = json.loads(scene.read_text()).get('runs', [])
    subjects.append([str(scene)])
    subjects += [[str(scene), '--run', chr(65 + i)] for i in range(1, len(runs))]


def values(subject):
    for x, y in POINTS:
        done = p.run('eval', subject[0], '--at', f'{x},{y}', '--json')
        v = json.loads(done.stdout)
        yield v['f'], *v['gradient']


def end(subject):
    done = p.run('descend', *subject)
    last = done.stdout.decode().splitlines()[-1].split(',') if done.returncode == 0 else None
    return last and [float(v) for v in last[1:4]]


FORMULA_SUBJECTS = len(FORMULAS)
TRUTH = [list(values(s)) for s in subjects[:FORMULA_SUBJECTS]]
ENDS = [end(s) for s in subjects]


def judge(language, number, numbers, printed):
    """`numbers`: f, gx, gy at each point; `printed`: what the program said."""
    what = f'{language}: {subjects[number]}'
    if number < FORMULA_SUBJECTS:
        for point, exact, made in zip(POINTS, TRUTH[number], numbers):
            p.check(all(near(a, b) for a, b in zip(exact, made)),
                    f'{what} at {point}: {made}, not {exact}')
    lines = printed.splitlines()
    p.check(len(lines) == (3 if ENDS[number] else 2), f'{what}: {lines}')
    if len(lines) < 2:
        return
    exact, rough = ([float(w) for w in line.split()[-2:]] for line in lines[:2])
    if number >= FORMULA_SUBJECTS:
        p.check(all(abs(a - b) <= 1e-4 * (1 + abs(a)) for a, b in zip(exact, rough)),
                f'{what}: {lines}')
    if ENDS[number] and len(lines) == 3:
        words = lines[2].split()
        made = [float(words[1]), float(words[2]), float(words[4])]
        p.check(all(near(a, b) for a, b in zip(ENDS[number], made)),
                f'{what} ends at {made}, not {ENDS[number]}')


def run_python():
    for number, subject in enumerate(subjects):
        code = write(*subject, '--language', 'python')
        p.check('‘' not in code and '“' not in code, f'{subject}: curly quotes')
        p.check(max(len(line) for line in code.splitlines() if line[:1] != '#') < 120,
                f'{subject}: long lines')
        out, space, made = io.StringIO(), {}, []
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(code, str(subject), 'exec'), space)
            for x, y in POINTS if number < FORMULA_SUBJECTS else []:
                try:
                    made.append((space['f'](x, y), *space['gradient'](x, y)))
                except OverflowError:
                    p.check(subject[0] in SLOW, f'{subject}: overflow')
                    made.append((math.inf, math.nan, math.nan))
        except Exception as error:
            p.check(False, f'python: {subject}: {error!r}')
            continue
        judge('python', number, made, out.getvalue())


def split(language, output):
    """What the driver printed: a line "== number" in front of each program's."""
    for block in output.split('== ')[1:]:
        number, *lines = block.splitlines()
        points = [line.split() for line in lines if line.startswith('at ')]
        judge(language, int(number), [[float(w) for w in words[1:]] for words in points],
              '\n'.join(line for line in lines if not line.startswith('at ')))


def built(language, folder, *commands):
    for command in commands:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        p.check(done.returncode == 0, f'{language}: {done.stderr[:2000]}')
        if done.returncode:
            return
    split(language, done.stdout)


def run_c(folder):
    compiler = os.environ.get('CC', 'cc').split()[-1]
    driver = ['#include <stdio.h>']
    body = []
    for number, subject in enumerate(subjects):
        code = write(*subject, '--language', 'c').replace('int main(void)',
                                                          f'int main_{number}(void)')
        code += (f'void at_{number}(double x, double y)\n{{\n    struct point g = gradient(x, y);\n'
                 '    printf("at %.17g %.17g %.17g\\n", f(x, y), g.x, g.y);\n}\n')
        (folder / f'p{number}.c').write_text(code)
        driver += [f'int main_{number}(void);', f'void at_{number}(double, double);']
        body += [f'printf("== {number}\\n");', f'main_{number}();']
        body += [f'at_{number}({x}, {y});' for x, y in POINTS if number < FORMULA_SUBJECTS]
    (folder / 'driver.c').write_text('\n'.join(driver + ['int main(void)', '{'] + body + ['}']))
    files = [f'p{n}.c' for n in range(len(subjects))] + ['driver.c']
    built('c', folder, [compiler, '-std=c11', '-pedantic', '-Wall', '-Wextra', '-Werror', '-O0', '-o', 'all', *files, '-lm'],
          ['./all'])


def run_rust(folder):
    text, body = [], []
    for number, subject in enumerate(subjects):
        code = write(*subject, '--language', 'rust').replace('fn main()', 'pub fn main()')
        text.append(f'mod p{number} {{\n{code}\npub fn at(x: f64, y: f64) {{\n'
                    'let g = gradient(x, y);\nprintln!("at {:?} {:?} {:?}", f(x, y), g.0, g.1);'
                    '\n}\n}')
        body += [f'println!("== {number}");', f'p{number}::main();']
        body += [f'p{number}::at({float(x)}, {float(y)});' for x, y in POINTS
                 if number < FORMULA_SUBJECTS]
    (folder / 'all.rs').write_text('\n'.join(text + ['fn main() {'] + body + ['}']))
    built('rust', folder, ['rustc', '--edition', '2021', '-D', 'warnings', '-o', 'all_rs',
                           'all.rs'], ['./all_rs'])


def run_julia(folder):
    text = []
    for number, subject in enumerate(subjects):
        code = write(*subject, '--language', 'julia')
        text += [f'module P{number}', f'println("== {number}")', code]
        text += [f'println("at ", f({float(x)}, {float(y)}), " ", '
                 f'join(gradient({float(x)}, {float(y)}), " "))'
                 for x, y in POINTS if number < FORMULA_SUBJECTS]
        text.append('end')
    (folder / 'all.jl').write_text('\n'.join(text))
    built('julia', folder, ['julia', 'all.jl'])


def skips(tool):
    print(f'# {tool} is not installed: its programs are only written')


BOOK = [BOWL, '--start', '2.6,2.2', '--set', 'A.steps=25', '--set', 'probe=on', '--set',
        'probe-at=1.3,-0.7']


def book():
    """M26 and M27, and how a person would write them."""
    done = subprocess.run([sys.executable, '-c', write(*BOOK)], capture_output=True, text=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    numbers = [[float(w) for w in words if w[-1].isdigit()] for words in lines]
    p.check(near(numbers[0][0], 2.6) and near(numbers[0][1], -2.8), f'M27: {lines}')
    p.check(all(near(a, b, 1e-8) for a, b in zip(numbers[0], numbers[1])), f'M27: {lines}')
    p.check([f'{n:.6f}' for n in numbers[2][:2]] == ['0.009823', '0.000006']
            and f'{numbers[2][2]:.3e}' == '9.648e-05', f'M26: {lines}')
    for language, body in {
            'python': 'def f(x, y):\n    return x**2 + 2*y**2\n',
            'julia': 'function f(x, y)\n    return x^2 + 2*y^2\nend\n',
            'rust': 'fn f(x: f64, y: f64) -> f64 {\n    x.powi(2) + 2.0*y.powi(2)\n}\n',
            'c': 'double f(double x, double y)\n{\n    return x*x + 2.0*(y*y);\n}\n'}.items():
        p.check(body in write(BOWL, '--language', language), f'{language} as one writes it')
    p.check(write(BOWL) == write(BOWL, '-l', 'python') and 'descend' not in
            write(BOWL).split('import')[-1], 'without a start there is no run')


def bad(folder):
    """What could break out of a comment or a text, and what cannot be done."""
    for title in ('*/ int x; /* """ \\\'', 'ends in \\', 'and a space \\ ',
                  '$x_1$ "quoted" \\" + exit(3) + "', '# coding: latin-9', '??/'):
        scene = {'version': 1, 'formula': 'x^2 + a y', 'title': title, 'view': [-3, 3, -3, 3],
                 'runs': [{'start': [1, 2], 'steps': 3}]}
        path = folder / 'title.scene'
        path.write_text(json.dumps(scene))
        code = write(str(path))
        done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
        p.check(done.returncode == 0 and len(done.stdout.splitlines()) == 3,
                f'python: title {title!r}: {done.stderr}')
        (folder / 'title.c').write_text(write(str(path), '-l', 'c'))
        built('c', folder, ['cc', '-std=c11', '-trigraphs', '-Wall', '-Wextra', '-Werror', '-o',
                            'title', 'title.c', '-lm'])
        if '$' in title:
            figure(folder, str(path))
    for args, says in [
            ([], "a formula is missing, as in 'x^2 + 2y^2'"),
            ([BOWL, '--language', 'cobol'],
             "I don't write cobol; there is python, julia, rust, c, matplotlib"),
            ([BOWL, '--language'], '--language needs a value: NAME'),
            ([BOWL, '--run', 'F'], '--run takes a letter from A to E'),
            (['ln x', '--start', '-1,2'], 'f has no value at the start (−1, 2)'),
            (['x +* 2'], None)]:
        done = p.run('code', *args)
        said = done.stderr.decode()
        p.check(done.returncode == 2 and not done.stdout and said.startswith('nablascope: ')
                and (says is None or said == f'nablascope: {says}\n'), f'code {args}: {said}')
    large = {'and': 'if(' + ' and '.join(f'x>{i}' for i in range(400)) + ',x,y)',
             'sum': '+'.join(f'sin({i}x+y)' for i in range(300)),
             'deep': 'sin(' * 150 + 'x y' + ')' * 150}
    for name, formula in large.items():
        done = subprocess.run([sys.executable, '-c', write(formula, '--start', '0.5,0.3')],
                              capture_output=True, text=True)
        p.check(done.returncode == 0, f'{name}: {done.stderr[-300:]}')


DRAWS = '/usr/bin/python3'      # with the packages of the system


def figure(folder, *args):
    if not HAS_MATPLOTLIB:
        return
    (folder / 'figure.png').unlink(missing_ok=True)
    done = subprocess.run([DRAWS, '-W', 'error', '-c', write(*args, '--language', 'matplotlib')],
                          cwd=folder, capture_output=True, text=True,
                          env={**os.environ, 'MPLBACKEND': 'agg', 'MPLCONFIGDIR': str(folder)})
    picture = folder / 'figure.png'
    p.check(done.returncode == 0 and picture.exists() and picture.stat().st_size > 10000,
            f'matplotlib: {args}: {done.stderr[-500:]}')


HAS_MATPLOTLIB = os.path.exists(DRAWS) and subprocess.run(
    [DRAWS, '-c', 'import matplotlib'], capture_output=True).returncode == 0

run_python()
book()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    bad(folder)
    run_c(folder)
    for tool, run in (('rustc', run_rust), ('julia', run_julia)):
        run(folder) if shutil.which(tool) else skips(tool)
    if not HAS_MATPLOTLIB:
        skips('matplotlib')
    for args in ([BOWL], ['3'], ['ln(x) sqrt(y)', '--set', 'fill=none'], ['1/x'], ['X x^2 + U y + Z + V'],
                 ['x^4 + y^4', '--start', '2,2', '--set', 'A.lr=1', '--set', 'theme=dark'],
                 ['sin(x)cos(y)', '--set', 'arrows=true', '--set', 'levels=log'],
                 ['x y', '--set', 'arrows=direction', '--set', 'downhill=on', '--view',
                  '-1,9,0,2'], *([str(scene)] for scene in sorted(scenes.glob('*.scene'))[::10])):
        figure(folder, *args)

p.ends()
