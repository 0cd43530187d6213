# SPDX-License-Identifier: MIT
"""Scenes and pictures that scripted hands save, open, drop and paste."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import check, tell

PROGRAM = os.path.abspath(sys.argv[1])


def play(folder, script, *options):
    with open(os.path.join(folder, 'script.play'), 'w') as file:
        file.write(script)
    done = subprocess.run([PROGRAM, *options, '--play', 'script.play'], cwd=folder,
                          capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    check(done.returncode == 0, f'{script[:300]}: {done.stderr.decode()}')


def scene(folder, name):
    with open(os.path.join(folder, name)) as file:
        return json.load(file)


def files(folder):
    return {name for name in os.listdir(folder) if name != 'script.play'}


def pictures(folder):
    """Ctrl+E never writes over anything, and what it writes opens again."""
    play(folder, 'click 500 300\nwait 0.6\nkey space\nkey ctrl+e\nwait 0.1\n'
         'expect text saved nablascope_x2+2y2_0004.png\nkey ctrl+e\nkey end\nkey ctrl+e\n'
         'dump now.scene\n')
    names = {'nablascope_x2+2y2_0004.png', 'nablascope_x2+2y2_0004-2.png',
             'nablascope_x2+2y2_0064.png', 'now.scene'}
    check(files(folder) == names, f'there are {files(folder)}')
    long = 'x + ' * 1030
    play(folder, f'paste {long}\nwait 0.1\nexpect text too large for a formula\n'
         f'expect formula x*y\nkey /\nkey end\npaste {long[:4000]}\nwait 3\n'
         'expect no text too large\n', 'x*y')
    play(folder, 'drop nablascope_x2+2y2_0064.png\ndump again.scene\n', 'x*y')
    check(scene(folder, 'again.scene') == scene(folder, 'now.scene'), 'opened: another')
    play(folder, 'key ctrl+e\nexpect wish copy '
         f'{os.path.realpath(folder)}/nablascope_sin-x-y+1-cos-y_0000.png\n'
         'paste nablascope_x2+2y2_0004.png\nexpect formula x^2 + 2y^2\n',
         'sin(x)*y + 1/cos(y)')
    play(folder, 'key ctrl+e\nexpect text nablascope_scene_0000.png\n', 'β')


def carried(folder):
    """A picture is no place to save to; an SVG opens like a PNG, pasted whole too."""
    render = [PROGRAM, 'render', 'x^2 + 5y^2', '--set', 'A.start=1,2', '-o']
    for name in ('a.png', 'a.svg', 'a.pdf'):
        subprocess.run([*render, name], cwd=folder, check=True)
        with open(os.path.join(folder, name), 'rb') as file:
            before = file.read()
        play(folder, f'drop {name}\nexpect formula x^2 + 5y^2\nexpect wish title Nablascope\n'
             'key ctrl+s\nwait 0.1\nexpect text x2+5y2.scene\nkey escape\n', 'x + y')
        play(folder, f'paste {name}\nexpect formula x^2 + 5y^2\nkey c\nkey ctrl+s\n'
             'key escape\n', 'x + y')
        play(folder, 'expect formula x^2 + 5y^2\nkey c\nkey ctrl+s\nkey escape\n', name)
        check(table(folder, name) == before, f'{name} was saved over')
    play(folder, 'key ctrl+o\nwait 0.1\nexpect text a.svg\ntext a.sv\nkey enter\n'
         'expect formula x^2 + 5y^2\n', 'x + y')
    for text, words in (
            ('<svg><metadata>{"version": 1, "formula": "x y"}</metadata></svg>', None),
            ('<?xml version="1.0"?><svg/>', 'this SVG carries no scene'),
            ('<svg><metadata>', 'this is not a whole SVG file')):
        play(folder, f'paste {text}\nwait 0.1\n'
             + (f'expect text {words}\nexpect formula x + y\n' if words
                else 'expect formula x y\n'), 'x + y')
    for name in ('a.png', 'a.svg', 'a.pdf'):
        os.remove(os.path.join(folder, name))


def undone(folder):
    """A scene that is brought back by undo is not saved over the file of another."""
    play(folder, 'key ctrl+s\nkey ctrl+a\ntext a.scene\nkey enter\n'
         'drop now.scene\nexpect wish title now.scene\nkey ctrl+z\nexpect formula x + y\n'
         'expect wish title Nablascope\nkey ctrl+s\nkey escape\n', 'x + y')
    check(scene(folder, 'a.scene')['formula'] == 'x + y', 'a.scene is another')
    check(scene(folder, 'now.scene')['formula'] == 'x^2 + 2y^2', 'now.scene is another')


def listed(folder):
    """Ctrl+O shows what can be opened; another file is replaced only when asked twice."""
    names = ['one.scene', 'two.scene', 'Three.scene', 'other.txt', '.hidden.scene']
    for i, name in enumerate(names):
        with open(os.path.join(folder, name), 'w') as file:
            json.dump({'version': 1, 'formula': f'x + {i}'}, file)
    play(folder, 'key ctrl+o\nwait 0.1\nexpect text one.scene\nexpect no text other.txt\n'
         'expect no text hidden\ntext t\nwait 0.1\nexpect no text one.scene\n'
         'text hr\nkey enter\nexpect formula x + 2\n'
         'key ctrl+o\ntext o.s\nkey enter\nexpect formula x + 1\n'
         'key ctrl+o\ntext e.scene\nkey down\nkey enter\nexpect formula x + 0\n'
         'key ctrl+o\ntext none.scene\nkey enter\nwait 0.1\nexpect text no such file\n'
         'key ctrl+o\nkey escape\nexpect formula x + 0\n'
         'key ctrl+s\nwait 0.1\nexpect text saved one.scene\n')
    play(folder, 'key ctrl+s\nwait 0.1\nexpect text xy+3.scene\nkey ctrl+a\n'
         'text two.scene\nkey enter\nwait 0.1\nexpect text ONCE MORE\nkey escape\n'
         'key ctrl+s\nkey ctrl+a\ntext two.scene\nkey enter\n'
         'key enter\nwait 0.1\nexpect text saved two.scene\nkey c\nkey ctrl+s\n'
         'wait 0.1\nexpect text saved two.scene\n', 'x*y + 3')
    check(scene(folder, 'two.scene')['formula'] == 'x*y + 3', 'two.scene is not saved')
    check(scene(folder, 'two.scene')['contours'] is False, 'two.scene is not saved again')


def refused(folder):
    """What is no scene is told and changes nothing."""
    with open(os.path.join(folder, 'noise'), 'wb') as file:
        file.write(bytes(range(256)) * 20)
    with open(os.path.join(folder, 'bad.scene'), 'w') as file:
        file.write('{"version": 1,\n "formula": 3}')
    with open(os.path.join(folder, 'empty.png'), 'w'):
        pass
    with open(os.path.join(folder, 'none.svg'), 'w') as file:
        file.write('<svg><metadata><rdf:RDF/></metadata></svg>')
    for name, words in (('noise', 'line 1, column 1'), ('none.svg', 'this SVG carries no scene'), ('.', 'folder'),
                        ('bad.scene', 'line 2, column'), ('empty.png', ''),
                        ('nothing.scene', 'no such file'), ('/dev/zero', '')):
        play(folder, f'drop {name}\nwait 0.1\nexpect text {words}\nexpect formula x + y\n'
             if words else f'drop {name}\nexpect formula x + y\n', 'x + y')


def table(folder, name):
    with open(os.path.join(folder, name), 'rb') as file:
        return file.read()


def descend(folder, *args):
    done = subprocess.run([PROGRAM, 'descend', *args], cwd=folder, capture_output=True,
                          timeout=60, stdin=subprocess.DEVNULL)
    check(done.returncode == 0, f'descend {args}: {done.stderr.decode()}')
    return done.stdout


def tables(folder):
    """Ctrl+T writes the steps of the chosen run as `descend` prints them."""
    play(folder, 'key ctrl+t\nwait 0.1\nexpect text there is no run yet\n')
    options = ['--set', 'probe=off', '--set', 'A.start=2.6,2.2', '--set', 'A.lr=0.1']
    play(folder, 'size 1280 800\nkey ctrl+t\nwait 0.1\n'
         'expect text saved nablascope_x2+2y2_A.csv\nkey ctrl+t\nkey ctrl+shift+c\n'
         'wait 0.1\nexpect text copied the steps of run A\n'
         'dump run.scene\n', 'x^2 + 2y^2', *options, '--set', 'A.steps=25',
         '--set', 'A.exact=on')
    written = table(folder, 'nablascope_x2+2y2_A.csv')
    check(written == table(folder, 'nablascope_x2+2y2_A-2.csv'), 'again: another table')
    check(written == descend(folder, 'run.scene'), 'the window and descend differ')
    rows = written.decode().splitlines()
    check(len(rows) == 1 + 25 + 1, f'{len(rows) - 1} rows of 25 steps')     # M111
    x, y, f = map(float, rows[-1].split(',')[1:4])
    check((f'{x:.6f}', f'{y:.6f}', f'{f:.3e}') == ('0.009823', '0.000006', '9.648e-05'),
          rows[-1])                                                         # M26
    # A run that goes on otherwise from step 12, of the whole tape.
    play(folder, 'wait 0.1\nkey ctrl+t\nwait 0.1\ndump fork.scene\n', 'x^2 + 3y^2', *options,
         '--set', 'A.fork=12', '--set', 'A.lr=0.3')
    written = table(folder, 'nablascope_x2+3y2_A.csv')
    check(written == descend(folder, 'fork.scene'), 'a forked run: they differ')
    rates = [row.split(b',')[6] for row in written.splitlines()[1:]]
    check(rates[12] == b'0.1' and rates[13] == b'0.3', 'the fork is not in the table')


def noisy(folder):
    """M88: the same seed is the same path byte by byte, another seed another one."""
    for seed in ('7', '7', '8'):
        play(folder, 'size 1280 800\nkey ctrl+t\nwait 0.1\n', 'x^2 + 4y^2', '--set',
             'A.start=2,1', '--set', 'A.noise=0.3', '--set', f'A.seed={seed}')
    seeds = [table(folder, f'nablascope_x2+4y2_A{i}.csv') for i in ('', '-2', '-3')]
    check(seeds[0] == seeds[1], 'one seed, two paths')
    check(seeds[0] != seeds[2], 'two seeds, one path')


def main():
    with tempfile.TemporaryDirectory() as folder:
        for part in (pictures, carried, undone, listed, refused, tables, noisy):
            part(folder)
    tell()


main()
