#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The pictures of the README are those the program makes now; `meson compile screenshots`
makes them again.  Another version of FreeType may draw the edges of letters otherwise.
Usage: test_screenshots.py NABLASCOPE SOURCE_FOLDER"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import check, png, tell

FAR, FEW = 64, 1e-4             # of 255; the share of colours that may be so far off
source = pathlib.Path(sys.argv[2]).resolve()


def differ(one, other):
    """The share of colours that are far from each other."""
    if len(one) != len(other):
        return 1
    return sum(abs(a - b) > FAR for a, b in zip(one, other)) / max(len(one), 1)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    done = subprocess.run(['sh', source / 'screenshots/make.sh', sys.argv[1], source, name],
                          capture_output=True, text=True, timeout=200)
    check(done.returncode == 0, f'screenshots/make.sh: {done.stderr}')
    film = [(at / 'film.webp').read_bytes().count(b'ANMF')
            for at in (folder, source / 'screenshots')]
    check(film[0] == film[1] > 1, f'the film has {film} frames')
    made = {p.name for p in folder.glob('*.png')}
    kept = {p.name for p in (source / 'screenshots').glob('*.png')}
    check(made == kept, f'only made or only kept: {sorted(made ^ kept)}')
    for file in sorted(made & kept):
        new, old = folder / file, source / 'screenshots' / file
        share = 0 if new.read_bytes() == old.read_bytes() else \
            differ(png(str(new)), png(str(old)))
        check(share <= FEW, f'screenshots/{file} is not what the program makes: '
                            f'{100 * share:.2f} %; meson compile screenshots')
tell()
