#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The program keeps to itself: a copy of it alone in another folder, watched by strace,
speaks to nobody but the display, writes nothing but what it was asked for and its session,
and reads nothing of the tree it was built from.  With every kind of home.
Usage: test_quiet.py NABLASCOPE SOURCE_FOLDER"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import PATIENCE, Display, Shown, check, missing, soon, tell

WATCHED = ('socket,connect,bind,open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,'
           'renameat2,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown')
CHANGES = re.compile(r'O_WRONLY|O_RDWR|O_CREAT')
source = os.path.realpath(sys.argv[2])


class Watched:
    """The calls of a program that did something, in the folder it was started from."""

    def __init__(self, folder):
        self.families, self.changed, self.read = set(), set(), set()
        for line in (folder / 'log').read_text(errors='replace').splitlines():
            call = re.match(r'(?:\d+ +)?(\w+)\((.*)', line)
            if not call or ' = -1 ' in line:
                continue
            name, rest = call.groups()
            if name in ('socket', 'connect', 'bind'):
                self.families.update(re.findall(r'\b[AP]F_\w+', rest))
                continue
            paths = [os.path.normpath(folder / path)
                     for path in re.findall(r'"([^"]*)"', rest)]
            reads = name in ('open', 'openat') and not CHANGES.search(rest)
            (self.read if reads else self.changed).update(paths)

    def keeps_to(self, what, *places):
        """A folder above a place may have to be made."""
        places = [str(p) for p in places]
        check(self.families <= {'AF_UNIX'}, f'{what} speaks {self.families}')
        for path in self.changed:
            check(path.startswith(('/dev/', *places))
                  or any(p.startswith(path + '/') for p in places),
                  f'{what} changes {path}')
        for path in self.read:
            check(not path.startswith(source), f'{what} reads {path}')


def strace(log, *words):
    return ['strace', '-f', '-o', log, '-e', 'trace=' + WATCHED, *words]


def without_display(folder, program):
    """What it is asked to write stands in the folder it is asked from."""
    env = {'PATH': os.environ['PATH'], 'HOME': str(folder / 'empty')}
    for words in (['--version'], ['list', 'settings'], ['eval', 'x^2', '--at', '1,1'],
                  ['render', 'two-wells.scene', '-o', 'a.png', '--size', '640x480'],
                  ['render', 'x y', '-o', 'a.pdf'], ['render', 'a.png', '-o', 'a.svg'],
                  ['descend', 'x^2', '--start', '1,1']):
        done = subprocess.run(strace('log', program, *words), cwd=folder, env=env,
                              capture_output=True, text=True, timeout=PATIENCE)
        check(done.returncode == 0, f'{words}: {done.stderr}')
        Watched(folder).keeps_to(words, folder / 'a.', folder / '.a.')
    check(not any((folder / 'empty').iterdir()), 'a picture leaves something at home')


def window(display, folder, program, env, *kept):
    """Opened, a run made, closed.  `kept`: where it may write."""
    display.env = {**env, 'PATH': os.environ['PATH'], 'DISPLAY': display.name,
                   'LC_ALL': 'C.UTF-8', 'XDG_RUNTIME_DIR': str(folder / 'runtime')}
    shown = Shown(display, folder, strace(folder / 'log', program))
    title = ['xdotool', 'search', '--onlyvisible', '--name', 'Nablascope']
    check(soon(lambda: display.run(*title)), f'no window with {env}: {shown.complaints()}')
    shown.id = (display.run(*title).split() or ['0'])[-1]
    shown.focus()
    shown.do('key', 'Return', 'space')
    state = [pathlib.Path(k) for k in kept]
    soon(lambda: all(list(k.glob('*.scene')) for k in state))
    shown.do('key', 'ctrl+q')
    shown.ends(f'with {env}')
    Watched(folder).keeps_to(f'with {env}', *state, folder / 'runtime')
    for k in state:
        check((k / 'ran-before').exists(), f'with {env}, nothing in {k}')


def homes(folder, program):
    display = Display(str(folder), '-ac')
    home, file = folder / 'home', folder / 'file'
    file.touch()
    try:
        window(display, folder, program, {})
        window(display, folder, program, {'HOME': str(file)})
        window(display, folder, program, {'HOME': '/proc/none'})
        window(display, folder, program, {'HOME': str(home), 'XDG_STATE_HOME': 'here'},
               home / '.local/state/nablascope')
        window(display, folder, program,
               {'HOME': '/proc/none', 'XDG_STATE_HOME': str(folder / 'state')},
               folder / 'state/nablascope')
    finally:
        display.end()


if missing():
    sys.exit()
if subprocess.run(['sh', '-c', 'strace -o /dev/null true']).returncode:
    print('1..0 # SKIP strace does not work here')
    sys.exit()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for made in ('alone', 'empty', 'home', 'runtime'):
        (folder / made).mkdir()
    program = shutil.copy(sys.argv[1], folder / 'alone/moved')
    without_display(folder, program)
    homes(folder, program)
tell()
