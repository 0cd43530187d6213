# SPDX-License-Identifier: MIT
"""Ctrl+Shift+E: pictures of all steps and films, made while the window goes on, the same
as `render` makes; stopped, closed and in trouble.  Usage: test_shoot.py NABLASCOPE"""
import os
import pathlib
import resource
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import check, tell

PROGRAM = os.path.abspath(sys.argv[1])
RUN = ['x^2 + 2y^2', '--set', 'start=2.6,2.2', '--set', 'steps=4', '--set', 'lr=0.2']
MANY = ['x^2 + 2y^2', '--set', 'start=2.6,2.2', '--set', 'steps=900', '--set', 'lr=0.001']
NAME = 'nablascope_x2+2y2'


def run(folder, *arguments, **more):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True,
                          timeout=300, stdin=subprocess.DEVNULL, **more)


def play(folder, script, *options, **more):
    path = pathlib.Path(folder).parent / 'script.play'
    path.write_text('size 640 480\n' + script)
    done = run(folder, *options, '--play', str(path), **more)
    check(done.returncode == 0, f'{script[:300]}: {done.stderr.decode()}')


def names(folder):
    return sorted(str(f.relative_to(folder)) for f in pathlib.Path(folder).rglob('*')
                  if f.is_file())


def same_as_render(folder):
    there = pathlib.Path(folder)
    play(folder, f'''key ctrl+shift+e
wait 0.1
expect text PICTURES AND FILMS
key 2
wait 0.1
expect text Stop
key ctrl+shift+e
key 3
wait 0.1
expect text one after the other
key up
key ctrl+z
wait done
expect text 5 pictures are in {NAME}; its
key ctrl+shift+e
key 3
wait done
expect text saved {NAME}.webp
key ctrl+shift+e
key 1
expect text saved {NAME}_0004.png
key ctrl+shift+e
key 3
wait done
expect text saved {NAME}-2.webp
''', *RUN)
    frames = [f'{NAME}/{NAME}_{k:04d}.png' for k in range(5)]
    check(names(folder) == sorted([*frames, f'{NAME}.webp', f'{NAME}-2.webp',
                                   f'{NAME}_0004.png']), f'there are {names(folder)}')
    run(folder, 'render', *RUN, '-o', 'r_%04d.png', '--all-frames')
    for k, name in enumerate(frames):
        check((there / name).read_bytes() == (there / f'r_{k:04d}.png').read_bytes(),
              f'frame {k} is another than that of render')
    run(folder, 'render', *RUN, '-o', 'r.webp')
    check((there / f'{NAME}.webp').read_bytes() == (there / 'r.webp').read_bytes(),
          'another film than that of render')


def large(folder):
    """2160 lines, chosen with the mouse; a parameter moves where there is no run."""
    play(folder, 'key ctrl+shift+e\nwait 0.1\nkey tab\nkey tab\nkey enter\nkey 1\n'
         'expect text saved\n', *RUN)
    png = (pathlib.Path(folder) / f'{NAME}_0004.png').read_bytes()
    check(int.from_bytes(png[20:24], 'big') == 2160, 'not 2160 lines')
    play(folder, 'key ctrl+shift+e\nkey 2\nwait done\nexpect text nothing moves yet\n', 'x')
    play(folder, 'key ctrl+shift+e\nkey 2\nwait 0.1\nexpect text of 100\nkey escape\n'
         'wait done\nexpect text stopped\n', 'a x + y')


def stopped(folder):
    """Whole pictures stay, half a film does not; so when the window is closed."""
    play(folder, 'key ctrl+shift+e\nkey 3\nwait 0.1\nkey escape\nwait done\n'
         'expect text stopped: nothing was saved\nexpect no text Stop\n', *MANY)
    check(names(folder) == [], f'a film: {names(folder)}')
    play(folder, 'key ctrl+shift+e\nkey 3\nwait 0.1\nkey ctrl+q\n', *MANY)
    check(names(folder) == [], f'closed: {names(folder)}')
    play(folder, 'key ctrl+shift+e\nkey 2\nwait 3\nkey escape\nwait done\n'
         'expect text stopped\n', *MANY)
    whole = names(folder)
    check(whole == [f'{NAME}/{NAME}_{k:04d}.png' for k in range(len(whole))],
          f'pictures: {whole}')
    check(all((pathlib.Path(folder) / f).read_bytes()[-8:-4] == b'IEND' for f in whole),
          'half a picture')


def trouble(folder):
    bin = pathlib.Path(folder).parent / 'bin'
    bin.mkdir()
    for name in 'gone', 'large':
        (bin / f'{name}.play').write_text(
            'key ctrl+shift+e\nkey 2\nwait done\nexpect text cannot write\n')
    play(folder, 'key ctrl+shift+e\nwait 0.1\nexpect text needs ffmpeg: apt install\nkey 4\n'
         'wait done\nexpect no text Stop\nexpect text PICTURES\n', *RUN, env={'PATH': str(bin)})
    fake = bin / 'ffmpeg'
    fake.write_text('#!/bin/sh\necho "it is Monday" >&2\nexit 1\n')
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    play(folder, 'key ctrl+shift+e\nkey 4\nwait done\nexpect text ffmpeg failed: it is Mon\n',
         *RUN, env={'PATH': f'{bin}:/usr/bin:/bin'})
    check(names(folder) == [], f'left: {names(folder)}')
    gone = subprocess.Popen([PROGRAM, *MANY, '--play', str(bin / 'gone.play')], cwd=folder,
                            stderr=subprocess.PIPE)
    path = pathlib.Path(folder) / NAME
    while gone.poll() is None and not path.exists():
        pass
    while gone.poll() is None:
        shutil.rmtree(path, ignore_errors=True)
    check(gone.returncode == 0, gone.stderr.read().decode())
    done = run(folder, *MANY, '--play', str(bin / 'large.play'),
               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
    check(done.returncode == 0, done.stderr.decode())
    check(names(folder) == [], f'left: {names(folder)}')


def main():
    with tempfile.TemporaryDirectory() as place:
        for part in same_as_render, large, stopped, trouble:
            folder = os.path.join(place, part.__name__, 'here')
            os.makedirs(folder)
            part(folder)
    tell()


main()
