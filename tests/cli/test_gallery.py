#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The gallery: each card draws, light and dark, and its runs end as its row says.
Usage: test_gallery.py PROGRAM SCENES"""
import json
import os
import pathlib
import sys
import tempfile

from program import Program

p = Program(sys.argv[1])
SCENES = pathlib.Path(sys.argv[2]).resolve()
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)

# Of each run: its last status, how many steps, where to three digits (None: anywhere).
ENDS = {
    'article-figure': [],
    'bandit': [('limit', 60, (2.247, -2.247)), ('limit', 60, None)],        # M106
    'book-figure': [('limit', 25, (0.009823, 0.000006))],                   # M24–M26
    'bowl': [('limit', 25, (0.009823, 0.000006))],                          # M65
    'dead-unit': [('flat', 0, (-1, 1)), ('flat', 28, None)],                # M128
    'deep-chain': [('flat', 29, None), ('limit', 100, None)],               # M124
    'dipole': [('converged', 152, (-1.003, 0))],                            # M139
    'egg-crate': [('converged', None, (-1.571, 1.571)),
                  ('converged', None, (1.571, -1.571)),
                  ('converged', None, (4.712, 1.571))],
    'exploding': [('diverged', None, None),                                 # M125
                  ('limit', 40, (0.223, 0.220))],                           # M126
    'hill': [('converged', 86, (0, 0))],                                    # M69
    'himmelblau': [('converged', None, (3, 2)), ('converged', None, (-2.805, 3.131)),
                   ('converged', None, (3.584, -1.848)),
                   ('converged', None, (-3.779, -3.283))],                  # M68
    'hinge': [('limit', 200, None)],                                        # M105
    'kink': [('limit', 40, (-0.2, None)), ('limit', 200, (0.021, 0))],      # M86
    'line-fit': [('converged', None, (2, 1))],                              # M103
    'logistic': [('converged', None, (0.4196, 0))],                         # M102
    'monkey-saddle': [('limit', 100, None), ('limit', 41, None)],
    'not-a-dot-product': [('limit', 30, None)],
    'plateau': [('converged', None, (0, 0)), ('limit', 100, (2.499, 2.499))],  # M82
    'pressure': [('converged', None, None)],                                # M138
    'profit': [('limit', 130, None)],                                       # M112
    'ravine': [('limit', 120, None), ('limit', 120, None), ('limit', 120, None),
               ('converged', 91, (0, 0)), ('limit', 120, None)],            # M97
    'rosenbrock': [('limit', 2000, None), ('limit', 2000, (1, 1)),
                   ('converged', None, (1, 1))],
    'saddle': [('flat', 67, (0, 0)), ('limit', 42, (0, 2.116))],            # M81
    'softmax': [('limit', 40, None)],                                       # M121
    'tangent': [],
    'temperature': [('limit', 60, None)],                                   # M137
    'two-wells': [('converged', 138, (0.960, 0)), ('converged', 138, (-1.036, 0))],
    'undefined': [('diverged', 17, None)],                                  # M87
    'worked-example': [],                                                   # M44
}

# What the mission's rows give at a point: f, fx, fy.
VALUES = {
    'line-fit': [('0,0', 5.8333, -4.3333, -3), ('2,1', 0, 0, 0)],
    'logistic': [('0,0', 0.6931, -0.25, 0)],
    'softmax': [('0,0', 1.0986, -0.6667, 0.3333)],
    'bandit': [('0,0', 0.6, 0.2, -0.2)],
    'hinge': [('0,0', 1, -1.5, 0)],
    'dead-unit': [('-1,1', 1, 0, 0), ('0.5,1', 0.25, -1, -0.5)],
    'temperature': [('0,0', 22.865, 5.730, 2.865)],
    'dipole': [('0,0', 0, 1.859, 0)],                   # E = −∇f
    'profit': [('8,25', 219, 29, 1)],
    'hill': [('1,4', 4810, -60, -80)],
    'worked-example': [('1,0', 0, 0, 2)],
    'ravine': [('-4,1.2', 26, -4, 30)],
    'rosenbrock': [('-1.2,1', 24.2, -215.6, -88)],
}

names = [card['name'] for card in json.loads(p.run('list', 'gallery', '--json').stdout)]
p.check(sorted(names) == sorted(ENDS) == sorted(f.stem for f in SCENES.glob('*.scene')),
        f'cards {names}')


def ends(name, scene):
    """A run alone, as run A of a scene of its own."""
    p.check(len(scene.get('runs', [])) == len(ENDS[name]), f'{name} has other runs')
    for run, (status, steps, at) in zip(scene.get('runs', []), ENDS[name]):
        pathlib.Path('own.scene').write_text(json.dumps({**scene, 'runs': [run]}))
        done = p.run('descend', 'own.scene')
        last = done.stdout.decode().splitlines()[-1].split(',')
        p.check(last[7] == status and (steps is None or int(last[0]) == steps)
                and (at is None or all(want is None or abs(float(got) - want) < 6e-4
                                       for got, want in zip(last[1:3], at))),
                f'{name} {run}: {last} {done.stderr.decode()}')


for name in names:
    scene = json.loads((SCENES / f'{name}.scene').read_text())
    ends(name, scene)
    for theme in 'light', 'dark':
        done = p.run('render', f'{name}.scene', '--size', '640x360', '--theme', theme,
                     '-o', 'card.png')
        p.check(done.returncode == 0 and not done.stderr and not done.stdout,
                f'{name} {theme}: {done.stderr.decode()}')
    for at, *wanted in VALUES.get(name, []):
        letters = [f'--param={k}={0}' for k in scene.get('parameters', {})]
        there = json.loads(p.run('eval', scene['formula'], '--at', at, '--json',
                                 *letters).stdout)
        p.check(all(abs(got - want) < 6e-4 for got, want
                    in zip([there['f'], *there['gradient']], wanted)),
                f'{name} at {at}: {there}')

# M23, M24: the two figures of the sources.
book = json.loads((SCENES / 'book-figure.scene').read_text())
p.check('view' not in book and book['arrow-count'] == 13
        and book['arrows'] == 'true' and book['arrow-scale'] == 0.075 and book['frame']
        and book['flat-points'] == 'star' and len(book['level']) == 12
        and book['level'][0] == 0.5 and round(book['level'][1], 4) == 3.1818
        and book['level'][-1] == 30, f'book {book}')
article = json.loads((SCENES / 'article-figure.scene').read_text())
longest = article['arrow-scale'] * 32 ** 0.5 / (4 / 19)
p.check(article['view'] == [-2, 2, -2, 2] and article['arrow-count'] == 20
        and len(article['level']) == 20 and 1.2 < longest < 1.4 and article['frame'],
        f'article {article}')
p.ends()
