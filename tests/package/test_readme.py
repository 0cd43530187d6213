#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the papers of the repository say is so: each command of the README runs as it
stands, in the order of the page, with the scene that stands there; windows open.  Each
picture is there and shown, each file that is named exists.
Usage: test_readme.py NABLASCOPE SOURCE_FOLDER"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import PATIENCE, Display, Shown, check, delete, missing, soon, tell

COMMANDS = 'eval|derive|descend|contours|critical|render|list|code'
source = pathlib.Path(sys.argv[2]).resolve()
readme = (source / 'README.md').read_text()


def opens(display, folder, command):
    """One that opens the window, until its button closes it."""
    window = Shown(display, folder, ['sh', '-c', 'exec ' + command])
    check(soon(lambda: window.find('Nablascope')), f'{command} opens no window')
    delete(window)
    window.ends(command)


def run(display, folder, command):
    if re.match(rf'nablascope (?!({COMMANDS}) )', command):
        opens(display, folder, command)
        return
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=display.env, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
    check(done.returncode == 0, f'{command}: {done.stderr}')
    for name in re.findall(r'(?:-o|>) (\S+\.\w+)', command):
        if '%' not in name:
            check((folder / name).stat().st_size > 100, f'{command} makes no {name}')


def commands(folder):
    """`$ nablascope …`, in the blocks of a terminal."""
    (folder / 'bin').mkdir()
    (folder / 'bin/nablascope').symlink_to(os.path.abspath(sys.argv[1]))
    for name, text in re.findall(r'`([\w-]+\.scene)`[^`]*```json\n(.*?)```', readme, re.S):
        json.loads(text)
        (folder / name).write_text(text)
    display = Display(str(folder))
    display.env.update(HOME=str(folder), PATH=f'{folder}/bin:{os.environ["PATH"]}')
    try:
        lines = ''.join(re.findall(r'```console\n(.*?)```', readme, re.S))
        found = re.findall(r'^\$ (.*(?:\\\n.*)*)', lines, re.M)
        check(len(found) > 15, f'only {len(found)} commands in the README')
        for command in found:
            run(display, folder, command)
    finally:
        display.end()


def pictures():
    shown = set(re.findall(r'\]\((screenshots/[^)]*)\)', readme))
    there = {f'screenshots/{p.name}' for p in (source / 'screenshots').iterdir()
             if p.suffix in ('.png', '.webp')}
    check(shown == there, f'only shown or only there: {sorted(shown ^ there)}')


def names():
    """`folder/file.c` of the papers, where it stands or in src or tests."""
    for paper in ('README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'):
        text = re.sub(r'```.*?```', '', (source / paper).read_text(), flags=re.S)
        for name in re.findall(r'`([\w./*-]+/[\w.*-]+)`', text):
            found = any(list(source.glob(place + name + more))
                        for place in ('', 'src/', 'tests/', 'tests/app/')
                        for more in ('', '.[ch]', '.*'))
            check(found or 'NAME' in name, f'{paper} names {name}, which is not there')


if missing():
    sys.exit()
with tempfile.TemporaryDirectory() as name:
    commands(pathlib.Path(name))
pictures()
names()
tell()
