#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""render --all-frames: frames are the same bytes whoever makes them in whatever range,
whole or absent whatever happens, and one sentence for whatever is wrong.
Usage: test_frames.py PROGRAM"""
import json
import os
import pathlib
import pty
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from program import Program, SANITIZED

p = Program(sys.argv[1])
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
SMALL = ['--size', '320x240']
RUN = ['x^2 + 2y^2', '--set', 'start=2.6,2.2', '--set', 'steps=12', '--set', 'lr=0.2']


def is_whole(path):
    png, at = path.read_bytes(), 8
    if png[:8] != b'\x89PNG\r\n\x1a\n' or png[-8:-4] != b'IEND':
        return False
    while at < len(png):
        length, kind = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if struct.unpack('>I', png[at + 8 + length:at + 12 + length])[0] \
                != zlib.crc32(kind + body):
            return False
        at += 12 + length
    return True


def scene_in(path):
    png, at = path.read_bytes(), 8
    while at < len(png):
        length, kind = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if kind == b'iTXt' and body.startswith(b'nablascope:scene\0'):
            packed, text = body[17], body[19:].split(b'\0', 2)[2]
            return json.loads(zlib.decompress(text) if packed else text)
        at += 12 + length
    return None


def frames(name, *args, **more):
    """Makes them in a folder of that name; returns their bytes by file name."""
    os.makedirs(name, exist_ok=True)
    done = p.run('render', *args, *SMALL, '-o', f'{name}/f_%04d.png', **more)
    p.check(done.returncode == 0 and not done.stdout and not done.stderr,
            f'{args}: {done.returncode} {done.stderr.decode()}')
    return {f.name: f.read_bytes() for f in sorted(pathlib.Path(name).iterdir())}


def refused(sentence, *args, status=2, **more):
    before = sorted(os.listdir())
    done = p.run('render', *args, **more)
    err = done.stderr.decode()
    p.check(done.returncode == status and err == f'nablascope: {sentence}\n'
            and not done.stdout, f'{args}: {done.returncode} {err!r}')
    p.check(sorted(os.listdir()) == before, f'{args} left {os.listdir()}')


# A frame for each step, the last one the scene itself.
every = frames('every', *RUN, '--all-frames')
p.check(list(every) == [f'f_{k:04d}.png' for k in range(13)], f'{list(every)}')
p.check(len(set(every.values())) == 13, 'frames are equal')
p.run('render', *RUN, *SMALL, '-o', 'whole.png')
p.check(every['f_0012.png'] == pathlib.Path('whole.png').read_bytes(), 'the last frame')
p.check(all(is_whole(f) for f in pathlib.Path('every').iterdir()), 'no whole PNG')

# Threads and ranges change nothing.
for threads in '1', '3':
    p.check(frames('t' + threads, *RUN, '--all-frames', '--threads', threads) == every,
            f'{threads} threads')
part = frames('part', *RUN, '--frames', '4..7')
p.check(part == {k: v for k, v in every.items() if 'f_0004.png' <= k <= 'f_0007.png'},
        'a range has other bytes')
p.check(frames('one', *RUN, '--frames', '5') == {'f_0005.png': every['f_0005.png']}, 'one')

# In between, and sweeps; a frame is what `render` makes of its setting.
film = ['--duration', '2', '--fps', '10']
between = frames('between', *RUN, *film)
p.check(len(between) == 20 and between['f_0019.png'] == every['f_0012.png']
        and between['f_0000.png'] == every['f_0000.png'], 'in between')
p.check(frames('middle', *RUN, *film, '--frames', '7..9').items() <= between.items(),
        'a range of them')
WAVE = ['a*sin(x) + b y^2']
swept = frames('swept', *WAVE, '--sweep', 'a=1..2', '--sweep', 'b=4..1:log', '--count', '3')
for k, (a, b) in enumerate([('1', '4'), ('1.5', '2'), ('2', '1')]):
    p.run('render', *WAVE, *SMALL, '--param', 'a=' + a, '--param', 'b=' + b, '-o', 'one.png')
    p.check(swept[f'f_{k:04d}.png'] == pathlib.Path('one.png').read_bytes(), f'a = {a}')
    scene = scene_in(pathlib.Path(f'swept/f_{k:04d}.png'))
    p.check([scene['parameters'][x]['value'] for x in 'ab'] == [float(a), float(b)], f'{scene}')
zoom = frames('zoom', *WAVE, '--sweep', 'view=-4,4,-4,4..1,3,1,3', '--count', '3')
view = scene_in(pathlib.Path('zoom/f_0001.png'))['view']
p.check(abs(view[1] - view[0] - 4) < 1e-12 and abs(view[3] - view[2] - 4) < 1e-12, f'{view}')
for ending in 'svg', 'pdf':
    done = p.run('render', *RUN, *SMALL, '-o', f'v_%d.{ending}', '--frames', '3..4')
    p.check(done.returncode == 0, done.stderr.decode())
    p.run('render', *RUN, *SMALL, '-o', f'w_%d.{ending}', '--frames', '4..4')
    p.check(pathlib.Path(f'v_4.{ending}').read_bytes()
            == pathlib.Path(f'w_4.{ending}').read_bytes(), f'{ending} differs')

# Other machines: GNU parallel makes the same in two processes.
if shutil.which('parallel'):
    os.mkdir('shared')
    done = subprocess.run(
        ['parallel', '--will-cite', '-j2', p.path, 'render', "'x^2 + 2y^2'", '--set',
         'start=2.6,2.2', '--set', 'steps=12', '--set', 'lr=0.2', *SMALL, '-o',
         'shared/f_%04d.png', '--frames', '{}', ':::', '0..5', '6..12'],
        capture_output=True, timeout=120)
    p.check(done.returncode == 0, f'parallel: {done.stderr.decode()}')
    p.check({f.name: f.read_bytes() for f in pathlib.Path('shared').iterdir()} == every,
            'two processes give other bytes')

# One frame needs no number, however many there would be.
done = p.run('render', *RUN, *SMALL, '-o', 'seven.png', '--frames', '7')
p.check(done.returncode == 0
        and pathlib.Path('seven.png').read_bytes() == every['f_0007.png'],
        f'a frame alone: {done.stderr}')

# What is there already is left alone, what is missing made.
for gone in 3, 8:
    os.unlink(f'part/f_{gone:04d}.png') if os.path.exists(f'part/f_{gone:04d}.png') else 0
pathlib.Path('part/f_0005.png').write_bytes(b'mine')
again = frames('part', *RUN, '--all-frames', '--skip-existing')
p.check({**again, 'f_0005.png': every['f_0005.png']} == every
        and again['f_0005.png'] == b'mine', 'skipping')

# Wrong requests.
shape = 'one %d or %04d says where the number goes, as in frames/f_%04d.png'
refused('say where the number goes: frames/f_%04d.png', *RUN, '-o', 'f.png', '--all-frames')
refused('say where the number goes: frames/f_%04d.png', 'bowl.scene', '-o', 'f.png',
        '--frames', '7..8')
refused('say where the number goes: frames/f_%04d.png', *RUN, '-o', 'f_%%.png',
        '--all-frames')
for wrong in '%s', '%n', '%d_%d', '%', '%5d', '%-4d', '%04x', '%00d', '%99d', '%ld', '%*d':
    refused(shape, *RUN, '-o', f'f_{wrong}.png', '--all-frames')
refused('nothing moves: there is no run; --sweep KEY=A..B moves a setting', 'x^2', '-o',
        'f_%d.png', '--all-frames')
refused('there are frames 0 to 12, not 13; --count makes more of them', *RUN, '-o',
        'f_%d.png', '--frames', '3..13')
for wrong in '3..2', 'a..b', '', '1..', '..2', '1...2', '-1..2', '1..1e3', '1..99999999999':
    refused('--frames takes A..B, both included, as in 0..25', *RUN, '-o', 'f_%d.png',
            '--frames', wrong)
refused('there is no folder none/such to write to', *RUN, '-o', 'none/such/f_%d.png',
        '--all-frames', status=1)
refused('--size must be from 320x240 to 7680x4320', *RUN, '-o', 'f_%d.png', '--all-frames',
        '--size', '20000x20000')
refused('a sequence has at most 100000000 frames', *RUN, '-o', 'f_%d.png', '--fps', '1000',
        '--duration', '1e6')
refused('--duration must be above 0, at most 1e6 seconds', *RUN, '-o', 'f_%d.png',
        '--duration', '0')
refused('--count must be a whole number from 1 to 100000000', *RUN, '-o', 'f_%d.png',
        '--count', '0')
refused('I write .png, .svg, .pdf, .webp, .mp4, .webm, .gif and .apng, not f_%d.bmp', *RUN,
        '-o', 'f_%d.bmp', '--all-frames')
os.mkdir('low')
refused('frame 3: f has no value at the start (−0.25, 1) (3 of 5 frames are whole)',
        'sqrt(x) + y^2', *SMALL, '--set', 'start=1,1', '--sweep', 'start=2,1..-1,1',
        '--count', '5', '-o', 'low/%d.png')
p.run('render', *RUN, *SMALL, '-o', '50%%_%d.png', '--frames', '1')
p.check(os.path.exists('50%_1.png'), 'a percent sign in a name')


def begin(name, *args, wanted=3, stderr=subprocess.PIPE, **more):
    """Starts a long one and waits until a few frames are there."""
    os.makedirs(name, exist_ok=True)
    it = subprocess.Popen([p.path, 'render', *args, *SMALL, '-o', f'{name}/f_%07d.png'],
                          stderr=stderr, **more)
    since = time.monotonic()
    while it.poll() is None and time.monotonic() - since < 60 \
            and len(os.listdir(name)) < wanted:
        time.sleep(0.01)
    return it


def names(name):
    return sorted(f for f in os.listdir(name) if not f.startswith('.'))


# A million frames begin at once and take no more memory than a few; Ctrl+C ends them
# with whole files, and they can be gone on with.
MILLION = [*WAVE, '--sweep', 'a=0..1', '--count', '1000000']
for which, status in (signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM):
    name = which.name
    it = begin(name, *MILLION, preexec_fn=lambda: SANITIZED or resource.setrlimit(
        resource.RLIMIT_AS, (600 << 20, 600 << 20)))
    since = time.monotonic()
    it.send_signal(which)
    err = it.communicate(timeout=60)[1].decode()
    p.check(time.monotonic() - since < (30 if SANITIZED else 5), f'{name}: it takes long')
    p.check(it.returncode == status, f'{name}: ended with {it.returncode} {err}')
    there = names(name)
    p.check(os.listdir(name) and sorted(os.listdir(name)) == there, f'{name}: temporaries')
    p.check(there == [f'f_{k:07d}.png' for k in range(len(there))], f'{name}: gaps {there}')
    p.check(all(is_whole(pathlib.Path(name, f)) for f in there), f'{name}: half a file')
    p.check(err == f'nablascope: stopped after {len(there)} of 1000000 frames; '
            '--skip-existing goes on from there\n', f'{name}: {err!r}')

# Killed outright, and gone on with: as if nothing had happened.
LONG = [*RUN, '--count', '60']
all_of_them = frames('whole', *LONG)
for wanted in 1, 9, 25:
    os.mkdir(f'kill{wanted}')
    it = subprocess.Popen([p.path, 'render', *LONG, *SMALL, '-o', f'kill{wanted}/f_%04d.png'])
    while it.poll() is None and len(os.listdir(f'kill{wanted}')) < wanted:
        time.sleep(0.005)
    it.kill()
    it.wait()
    p.check(all(is_whole(pathlib.Path(f'kill{wanted}', f)) for f in names(f'kill{wanted}')),
            'killed: half a file')
    frames(f'kill{wanted}', *LONG, '--skip-existing')
    p.check({f: pathlib.Path(f'kill{wanted}', f).read_bytes()
             for f in names(f'kill{wanted}')} == all_of_them, 'killed: gone on with')

# The folder goes away meanwhile.
it = begin('gone', *MILLION)
while os.path.exists('gone'):
    shutil.rmtree('gone', ignore_errors=True)
err = it.communicate(timeout=60)[1].decode()
p.check(it.returncode == 1 and re.fullmatch(
    r'nablascope: cannot write gone/f_\d{7}\.png: there is no such file or folder '
    r'\(\d+ of 1000000 frames are whole\)\n', err), f'gone: {it.returncode} {err!r}')

# Files may not be so large: the same as a full disk, for those who cannot make one.
os.mkdir('large')
done = subprocess.run(['sh', '-c', 'ulimit -f 8; exec "$0" render "$@"', p.path, *RUN, '-o',
                       'large/f_%d.png', '--all-frames', '--threads', '1'],
                      capture_output=True, timeout=60)
p.check(done.returncode == 1 and done.stderr.decode() == 'nablascope: cannot write '
        'large/f_0.png: the file would be larger than allowed (0 of 13 frames are whole)\n'
        and not os.listdir('large'), f'large: {done.stderr.decode()} {os.listdir("large")}')

# A disk that is full after some frames, where we may mount one.
FULL = ('mkdir full && mount -t tmpfs -o size=400k none full && '
        '"$0" render "$@" -o full/f_%d.png --all-frames; echo $?; ls -A full; cp full/* kept')
os.mkdir('kept')
done = subprocess.run(['unshare', '-rm', 'sh', '-c', FULL, p.path, *RUN, *SMALL],
                      capture_output=True, text=True, timeout=60)
if re.match(r'1\n', done.stdout):
    made = done.stdout.split()[1:]
    said = re.fullmatch(r'nablascope: cannot write full/f_(\d+)\.png: the disk is full '
                        r'\((\d+) of 13 frames are whole\)\n', done.stderr)
    p.check(said and int(said[2]) == len(made), f'full: {done.stderr} {made}')
    p.check(made and all(is_whole(f) for f in pathlib.Path('kept').iterdir()), 'full: half')

# On a terminal a line says how far it is, and is gone in the end.
master, slave = pty.openpty()
os.mkdir('seen')
done = p.run('render', *RUN, '--count', '120', '-o', 'seen/f_%d.png', capture_output=False,
             stderr=slave)
os.close(slave)
told = os.read(master, 100000).decode()
p.check(done.returncode == 0 and re.search(
    r'frame \d+ of 120 · \d+(\.\d)? a second · \d+ s left', told)
    and told.endswith('\r\x1b[K'), f'terminal: {told!r}')

p.ends()
