#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A comma for the decimal mark or a dotless i changes nothing.
Usage: test_locale.py PROGRAM"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from program import Program

p = Program(sys.argv[1])
if not shutil.which('localedef'):
    print('1..0 # SKIP no localedef here')
    sys.exit(0)
folder = tempfile.TemporaryDirectory()
made = [name for name in ('de_DE', 'tr_TR')
        if subprocess.run(['localedef', '-i', name, '-f', 'UTF-8',
                           f'{folder.name}/{name}.UTF-8'], capture_output=True,
                          check=False).returncode == 0]
if not made:
    print('1..0 # SKIP the sources of locales are not installed')
    sys.exit(0)

out = pathlib.Path(folder.name) / 'out.png'
script = pathlib.Path(folder.name) / 'hands.play'
script.write_text(f'''size 640 480
click 200 20
key ctrl+a
text 0.5*I*x^2 + y^2/3
key escape
wait 0.5
click 200 200
key end
key up
move 300.5 200.25
expect formula 0.5*I*x^2 + y^2/3
expect text 0.110
shot {out}
''')
for args in (['eval', 'x/3 + .5y', '--at', '1.5,2e-3', '--along', '1,2', '--json'],
             ['eval', 'asin(x)', '--at', '.25,0'], ['derive', 'min(x,0.5)*sin(1.5x)'],
             ['contours', 'x*y', '--level', '.5', '--size', '64x64'],
             ['list', 'settings', '--json-schema'], ['list', 'SETTINGS'],
             ['list', 'methods'], ['list', 'gallery', '--json'], ['list', 'METHODS'],
             ['descend', 'x^2/3 + .5y^2', '--start', '1.5,2e-3', '--lr', '.25'],
             ['descend', 'ravine.scene', '--method', 'ADAM'],
             ['descend', 'x^2', '--start', '1,5', '--set', 'weight_decay=0,5'],
             ['critical', 'x^2 + x*y/3 + y^4', '--json'],
             ['render', 'sin(x)/3', '--size', '320x240', '-o', str(out)],
             ['render', 'sin(x)/3', '--size', '320x240', '-o', '-', '--theme=dark'],
             ['render', str(out), '--size', '320x240', '-o', '-'],
             ['eval', 'I*x', '--at', '0,0', '--param', 'I=.5'],
             ['--play', str(script)]):
    plain = p.run(*args)
    p.check(args[0] != '--play' or plain.returncode == 0, f'{args}: {plain.stderr}')
    bytes_before = out.read_bytes() if out.exists() else b''
    for name in made:
        other = p.run(*args, env={'LOCPATH': folder.name, 'LC_ALL': f'{name}.UTF-8',
                                  'LANG': f'{name}.UTF-8'})
        p.check((plain.returncode, plain.stdout, plain.stderr)
                == (other.returncode, other.stdout, other.stderr), f'{name}: {args}')
        p.check(not out.exists() or out.read_bytes() == bytes_before, f'{name}: {args}')
p.ends()
