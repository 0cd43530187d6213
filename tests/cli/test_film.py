#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""render -o film.webp, .mp4 …: the frames of the sequence in one file that is there in
the end or not at all, whatever happens to ffmpeg, the disk or whoever waits.
Usage: test_film.py PROGRAM"""
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import stat
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
SMALL = ['--size', '321x241']
RUN = ['x^2 + 2y^2', '--set', 'start=2.6,2.2', '--set', 'steps=6', '--set', 'lr=0.2']
FRAMES, RATE, HELD = 10, 10, 1.5
FILM = [*RUN, *SMALL, '--count', str(FRAMES), '--fps', str(RATE)]
WEBP = shutil.which('webpinfo') and shutil.which('webpmux') and shutil.which('dwebp')
FFMPEG = shutil.which('ffmpeg') and shutil.which('ffprobe')


def film(name, *args, **more):
    done = p.run('render', *args, '-o', name, **more)
    p.check(done.returncode == 0 and not done.stdout and not done.stderr,
            f'{name}: {done.returncode} {done.stderr.decode()}')
    path = pathlib.Path(name)
    return path.read_bytes() if path.exists() else b''


def refused(sentence, *args, status=2, **more):
    before = sorted(os.listdir())
    done = p.run('render', *args, **more)
    err = done.stderr.decode()
    p.check(done.returncode == status and re.fullmatch(f'nablascope: {sentence}\n', err)
            and not done.stdout, f'{args}: {done.returncode} {err!r}')
    p.check(sorted(os.listdir()) == before, f'{args} left {os.listdir()}')


def pixels(png):
    """Of an 8-bit PNG, RGB or RGBA, as rows of RGB."""
    at, idat = 8, b''
    while at < len(png):
        length, kind = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if kind == b'IHDR':
            width, height, _, color = struct.unpack('>IIBB', body[:10])
        idat += body if kind == b'IDAT' else b''
        at += 12 + length
    size = {2: 3, 6: 4}[color]
    raw, rows, row = zlib.decompress(idat), [], bytearray(width * size)
    for y in range(height):
        start = y * (width * size + 1)
        line = bytearray(raw[start + 1:start + 1 + width * size])
        for x in range(len(line)):
            a = line[x - size] if x >= size else 0
            b, c = row[x], row[x - size] if x >= size else 0
            near = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))
            line[x] = line[x] + (0, a, b, (a + b) // 2, near[2])[raw[start]] & 255
        row = line
        rows.append(bytes(line[i] for i in range(len(line)) if i % size < 3))
    return rows


def as_numbers(name):
    done = subprocess.run(['ffprobe', '-v', 'error', '-count_frames', '-select_streams', 'v',
                           '-show_entries', 'stream=width,height,r_frame_rate,pix_fmt,'
                           'nb_read_frames:format=duration:format_tags=comment',
                           '-of', 'json', name], capture_output=True, timeout=60)
    told = json.loads(done.stdout)
    return told['streams'][0], told['format']


os.mkdir('png')
p.run('render', *FILM, '-o', 'png/f_%d.png')
still = [pixels(pathlib.Path(f'png/f_{k}.png').read_bytes()) for k in range(FRAMES)]

# A WebP: every pixel of every frame, whoever draws it; its scene opens again.
webp = film('a.webp', *FILM)
for threads in '1', '3':
    p.check(film('b.webp', *FILM, '--threads', threads) == webp, f'{threads} threads')
part = film('part.webp', *FILM, '--frames', '3..5')
p.run('render', *RUN, *SMALL, '-o', 'still.png')
p.run('render', 'a.webp', *SMALL, '-o', 'again.png')
p.check(pathlib.Path('still.png').read_bytes() == pathlib.Path('again.png').read_bytes(),
        'its scene does not open')
refused('half.webp: this is not a whole WebP file', 'half.webp', '-o', 'no.png') \
    if pathlib.Path('half.webp').write_bytes(webp[:len(webp) // 2]) else None
xmp = webp.index(b'XMP ')
pathlib.Path('none.webp').write_bytes(
    webp[:4] + struct.pack('<I', xmp - 8) + webp[8:20] + bytes([webp[20] & ~4])
    + webp[21:xmp])
refused('none.webp: this WebP carries no scene', 'none.webp', '-o', 'no.png')
pathlib.Path('bad.webp').write_bytes(webp.replace(b'&quot;formula&quot;', b'&quot;formu&xx;&quot;')
                                     if b'&quot;formula' in webp
                                     else webp.replace(b'"formula"', b'"form&xx;'))
refused('.*', 'bad.webp', '-o', 'no.png')
if WEBP:
    told = subprocess.run(['webpinfo', 'a.webp'], capture_output=True, text=True).stdout
    stays = [int(x) for x in re.findall(r'Duration: (\d+)', told)]
    p.check('Canvas size 321 x 241' in told and 'Loop count      : 0' in told
            and 'No error' in told, told[:300])
    p.check(stays == [100] * (FRAMES - 1) + [1600], f'{stays}')
    told = subprocess.run(['webpinfo', 'part.webp'], capture_output=True, text=True).stdout
    p.check(told.count('Chunk ANMF') == 3, 'a part')
if FFMPEG and shutil.which('img2webp'):
    # What browsers do, done by hand: each frame laid over the one before.
    canvas = None
    for k in range(FRAMES):
        told = subprocess.run(['webpmux', '-info', 'a.webp'], capture_output=True, text=True)
        row = [r for r in told.stdout.splitlines() if r.strip().startswith(f'{k + 1}:')][0]
        cells = row.split()
        x, y = int(cells[4]), int(cells[5])
        subprocess.run(['webpmux', '-get', 'frame', str(k + 1), 'a.webp', '-o', 'one.webp'],
                       capture_output=True)
        subprocess.run(['dwebp', '-quiet', '-pam', 'one.webp', '-o', 'one.pam'], timeout=60)
        head, body = pathlib.Path('one.pam').read_bytes().split(b'ENDHDR\n', 1)
        wide = int(re.search(rb'WIDTH (\d+)', head)[1])
        high = int(re.search(rb'HEIGHT (\d+)', head)[1])
        canvas = canvas or [bytearray(321 * 3) for _ in range(241)]
        for j in range(high):
            for i in range(wide):
                r = body[4 * (j * wide + i):4 * (j * wide + i) + 4]
                if r[3]:
                    canvas[y + j][3 * (x + i):3 * (x + i) + 3] = r[:3]
        p.check([bytes(row) for row in canvas] == still[k], f'frame {k} has other pixels')

# Without a word about speed: 30 frames a second, as fast as the window plays.
usual = film('usual.webp', *RUN, *SMALL)
p.check(usual.count(b'ANMF') == 23, f'{usual.count(b"ANMF")} frames')
swept = film('swept.webp', 'a x^2 + y^2', *SMALL, '--sweep', 'a=0..2', '--count', '5')
p.check(swept.count(b'ANMF') == 5, 'a sweep')

# ffmpeg's films.
if FFMPEG:
    for ending, even, seconds in ('mp4', 1, FRAMES / RATE), ('webm', 1, FRAMES / RATE), \
            ('gif', 0, (FRAMES - 1) / RATE + HELD), ('apng', 0, None):
        name = 'f.' + ending
        first = film(name, *FILM)
        p.check(first == film('g.' + ending, *FILM, '--threads', '1'), f'{ending}: two ways')
        stream, whole = as_numbers(name)
        p.check((stream['width'], stream['height']) == (321 + even, 241 + even),
                f'{ending}: {stream}')
        p.check(int(stream['nb_read_frames']) == FRAMES, f'{ending}: {stream}')
        p.check(stream['r_frame_rate'] in ('10/1',), f'{ending}: {stream}')
        if seconds:
            p.check(abs(float(whole['duration']) - seconds) < 0.06, f'{ending}: {whole}')
        if even:
            tags = {k.lower(): v for k, v in whole['tags'].items()}
            p.check(json.loads(tags['comment'])['formula'] == 'x^2 + 2y^2', 'its scene')
        subprocess.run(['ffmpeg', '-v', 'error', '-i', name, '-vf', f'select=eq(n\\,{FRAMES - 2})',
                        '-frames:v', '1', '-y', 'one.png'], timeout=60)
        got, wanted = pixels(pathlib.Path('one.png').read_bytes()), still[FRAMES - 2]
        apart = sum(abs(a - b) for g, w in zip(got, wanted) for a, b in zip(g, w))
        p.check(apart / (321 * 241 * 3) < 3, f'{ending}: {apart / (321 * 241 * 3)} apart')

# Without ffmpeg, with one that fails, with one that dies in the middle.
NOWHERE = {'PATH': folder.name}
for ending in 'mp4', 'gif':
    refused(f'a .{ending} needs ffmpeg: apt install ffmpeg', *FILM, '-o', 'no.' + ending,
            status=1, env=NOWHERE)
film('alone.webp', *FILM, env=NOWHERE)


def fake(script):
    path = pathlib.Path('bin/ffmpeg')
    path.parent.mkdir(exist_ok=True)
    path.write_text('#!/bin/sh\n' + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {'PATH': f'{folder.name}/bin:/usr/bin:/bin'}


os.mkdir('bin')
for script, words in (
        ('echo first >&2; echo "it is Monday" >&2; exit 1', 'ffmpeg failed: it is Monday'),
        ('head -c 400000 >/dev/null; kill -9 $$', 'ffmpeg ended too early'),
        ('head -c 400000 >/dev/null; echo enough >&2; exit 3', 'ffmpeg failed: enough'),
        ('cat >/dev/null; exit 0', 'ffmpeg ended too early'),
        ('for i; do :; done; cat > "${i#file:}"; echo late >&2; exit 7',
         'ffmpeg failed: late')):
    for threads in '1', '2':
        refused(words, *FILM, '-o', 'no.mp4', '--threads', threads, status=1, env=fake(script))
pathlib.Path('old.mp4').write_bytes(b'the one before')
refused('ffmpeg failed: x', *FILM, '-o', 'old.mp4', status=1, env=fake('echo x >&2; exit 1'))
p.check(pathlib.Path('old.mp4').read_bytes() == b'the one before', 'the old film is gone')
told = fake('for i; do :; done; printf "%s\\n" "$@" > told; cat > "${i#file:}"')
film("a '$(touch x)' b:%d.mp4", *FILM, env=told)
p.check(not os.path.exists('x') and os.path.exists("a '$(touch x)' b:%d.mp4"), 'a shell')

# Wrong requests.
refused('such a film is never transparent; a .webp can be', *FILM, '-o', 'no.mp4',
        '--transparent', env=told)
film('clear.webp', *FILM, '--transparent')
refused('--skip-existing is for files; a film is made in one go', *FILM, '-o', 'no.webp',
        '--skip-existing')
refused('nothing moves: there is no run; --sweep KEY=A..B moves a setting', 'x^2', '-o',
        'no.webp')
refused('a film has at most 20000 frames', *RUN, '--count', '1000000', '-o', 'no.webp')
refused('cannot write none/no.webp: there is no such file or folder', *FILM, '-o',
        'none/no.webp', status=1)

# Interrupted: no film, nothing left, and ffmpeg ends too.
LONG = [*RUN, *SMALL, '--count', '15000']
for name, env in ('no.webp', {}), ('no.mp4', fake('echo $$ > pid; exec cat > /dev/null')):
    it = subprocess.Popen([p.path, 'render', *LONG, '-o', name], stderr=subprocess.PIPE,
                          env={**os.environ, **env})
    time.sleep(3 if SANITIZED else 0.7)
    it.send_signal(signal.SIGINT)
    err = it.communicate(timeout=60)[1].decode()
    p.check(it.returncode == 130 and re.fullmatch(
        r'nablascope: stopped after \d+ of 15000 frames; there is no film\n', err),
        f'{name}: {it.returncode} {err!r}')
    p.check(not any('no.' in f for f in os.listdir()), f'{name}: {os.listdir()}')
pid = int(pathlib.Path('pid').read_text())
p.check(not os.path.exists(f'/proc/{pid}'), 'ffmpeg goes on')

# Files may not be so large: the same as a full disk.
for name in ['no.webp'] + ['no.mp4'] * bool(FFMPEG):
    done = subprocess.run(['sh', '-c', 'ulimit -f 8; exec "$0" render "$@"', p.path, *FILM,
                           '-o', name], capture_output=True, timeout=60)
    p.check(done.returncode == 1 and done.stderr.count(b'\n') == 1
            and not os.path.exists(name), f'large: {done.stderr.decode()}')
FULL = ('mkdir full && mount -t tmpfs -o size=4k none full && '
        '"$0" render "$@"; echo $?; ls -A full')
for name in ['full/no.webp'] + ['full/no.mp4'] * bool(FFMPEG):
    done = subprocess.run(['unshare', '-rm', 'sh', '-c', FULL, p.path, *FILM, '-o', name],
                          capture_output=True, text=True, timeout=60)
    if done.stdout:
        p.check(done.stdout == '1\n' and ('the disk is full' in done.stderr
                                          or 'No space left' in done.stderr),
                f'full: {done.stdout} {done.stderr}')
    shutil.rmtree('full', ignore_errors=True)

p.ends()
