#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A sequence and a single picture against a matplotlib script of the same figure, as
ratios: how many times faster, by the clock and by processor time.
Usage: bench_frames.py PROGRAM"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
FIGURE = pathlib.Path(__file__).with_name('figure.py')
PYTHON = '/usr/bin/python3'                     # whose matplotlib is Debian's
FRAMES, THEIRS, ROUNDS = 240, 24, 3
SCENE = ['(x^2+y-11)^2 + (x+y^2-7)^2', '--view=-5,5,-5,5', '--set', 'start=-0.5,-0.8',
         '--set', 'lr=0.004', '--set', 'steps=120']


def measure(command):
    """The least of some rounds: seconds by the clock and of the processor."""
    best = (1e9, 1e9)
    for _ in range(ROUNDS):
        used, since = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(command, check=True)
        clock, now = time.monotonic() - since, resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
        best = (min(best[0], clock), min(best[1], spent))
    return best


def report(name, ours, theirs):
    for what, a, b in zip(('', '_processor'), ours, theirs):
        print(f'ms {name}{what} {1000 * a:.1f} against {1000 * b:.1f}')
        print(f'ratio {name}{what}_against_matplotlib {b / a:.1f}', flush=True)


if subprocess.run([PYTHON, '-c', 'import matplotlib'], capture_output=True).returncode:
    print('matplotlib is not installed (Debian: python3-matplotlib): nothing to compare with')
    sys.exit(0)
with tempfile.TemporaryDirectory() as folder:
    ours = measure([PROGRAM, 'render', *SCENE, '-o', f'{folder}/one.png'])
    theirs = measure([PYTHON, FIGURE, folder, '1'])
    report('picture', ours, theirs)
    many = measure([PROGRAM, 'render', *SCENE, '--count', str(FRAMES), '-o',
                    f'{folder}/f_%04d.png'])
    some = measure([PYTHON, FIGURE, folder, str(THEIRS + 1)])
    report('frame', [t / FRAMES for t in many],
           [(b - a) / THEIRS for a, b in zip(theirs, some)])
print('load %.1f' % os.getloadavg()[0])
