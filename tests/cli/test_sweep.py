#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The disk fails, or the program is killed, at each of the last calls that write a
picture: the old file or the new one stands there whole.  Usage: test_sweep.py PROGRAM"""
import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from program import Program, SANITIZED

CALLS = ['openat', 'write', 'fsync', 'close', 'rename']
LAST = 2                        # of each call: those that concern the picture

p = Program(sys.argv[1])
strace = shutil.which('strace')
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
out = pathlib.Path('out.png')


def render(*trace):
    return subprocess.run([strace, '-o', 'log', *trace, p.path, 'render', 'x', '--size',
                           '320x240', '--threads', '1', '-o', str(out)],
                          capture_output=True, check=False)


if SANITIZED or not strace or render('-e', 'trace=write').returncode != 0:
    print('1..0 # SKIP needs strace, and no sanitizer')
    sys.exit(0)

new = out.read_bytes()
render('-e', 'trace=' + ','.join(CALLS))
seen = collections.Counter(line.split('(')[0]
                           for line in pathlib.Path('log').read_text().splitlines())
for call in CALLS:
    for when in range(max(1, seen[call] - LAST + 1), seen[call] + 1):
        for fault in 'error=EIO', 'error=ENOSPC', 'signal=KILL':
            out.write_bytes(b'old')
            done = render('-e', f'trace={call}', '-e',
                          f'inject={call}:{fault}:when={when}')
            there = out.read_bytes()
            where = f'{call} {when} {fault}: {done.returncode} {done.stderr}'
            p.check(there == new or (there == b'old' and done.returncode != 0), where)
            left = [name for name in os.listdir() if name not in ('log', 'out.png')]
            p.check(not left or fault == 'signal=KILL', f'{where} left {left}')
render()
p.check(sorted(os.listdir()) == ['log', 'out.png'], 'what a kill left stays')
p.ends()
