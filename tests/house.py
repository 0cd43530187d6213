#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The house rules a compiler cannot see: who may include whom, SDL only in shell/,
no two modules leaning on each other, no mutable file-scope state, sizes.
Usage: house.py folder:a,b,..."""
import pathlib
import re
import sys

SRC = pathlib.Path(__file__).resolve().parent.parent / 'src'
MAY_USE = {home: set(below.split(',')) - {''} for home, below in
           (arg.split(':') for arg in sys.argv[1:])}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)', re.M)
MOST_LINES = 500                # of a file
MOST_FUNCTION = 60              # lines of a function, except the named
LONG_BY_NATURE = {}             # function: why, see ARCHITECTURE.md

faults = []
uses = {}                       # module -> modules it includes
outward = {}                    # function that is not static -> file


def read_includes(path, file, home, module):
    for mark, name in INCLUDE.findall(path.read_text()):
        if 'SDL' in name and home not in ('shell', 'main'):
            faults.append(f'{file}: {name} belongs to shell/')
        if mark == '<':
            continue
        there, other = name.split('/')[0], name.rsplit('.', 1)[0]
        if there != home and there not in MAY_USE.get(home, ()):
            faults.append(f'{file}: {home} may not use {there}')
        if other != module:
            uses.setdefault(module, set()).add(other)


def read_shape(path, file):
    lines = path.read_text().splitlines()
    if len(lines) > MOST_LINES:
        faults.append(f'{file}: {len(lines)} lines, the most is {MOST_LINES}')
    if not lines or 'SPDX-License-Identifier' not in lines[0]:
        faults.append(f'{file}: no SPDX line')
    if path.suffix == '.h' and '#pragma once' not in lines[:2]:
        faults.append(f'{file}: no #pragma once')
    start = name = None
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            faults.append(f'{file}:{number}: trailing space')
        if '\t' in line:
            faults.append(f'{file}:{number}: tab')
        if re.match(r'static (?!const\b|inline\b|_Thread_local const\b)[^(]*(=|;)\s*', line) \
                and '(' not in line.split('=')[0] and ' const ' not in line \
                and '*const' not in line:
            faults.append(f'{file}:{number}: mutable file-scope state')
        if line == '{' and number > 1:
            head = re.search(r'(\w+)\([^()]*(\([^()]*\)[^()]*)*\)?$',
                             ' '.join(lines[max(0, number - 4):number - 1]))
            start, name = number, head.group(1) if head else '?'
            is_static = 'static' in head.string.rsplit('}', 1)[-1] if head else True
            if not is_static and outward.setdefault(name, file) != file:
                faults.append(f'{file}: {name} is also defined in {outward[name]}')
        if line == '}' and start:
            if number - start > MOST_FUNCTION and name not in LONG_BY_NATURE:
                faults.append(f'{file}:{start}: {name} has {number - start} lines')
            start = None


def way_back(start):
    """The shortest chain of includes that leads from a module to itself."""
    ways, seen = [[start]], set()
    for way in ways:
        for other in sorted(uses.get(way[-1], ())):
            if other == start:
                return way + [start]
            if other not in seen:
                seen.add(other)
                ways.append(way + [other])
    return None


for path in sorted(p for p in SRC.rglob('*.[ch]')):
    file = path.relative_to(SRC).as_posix()
    home = file.split('/')[0] if '/' in file else 'main'
    read_includes(path, file, home, file.rsplit('.', 1)[0])
    read_shape(path, file)

for module in uses:
    way = way_back(module)
    if way and module == min(way):
        faults.append('cycle: ' + ' -> '.join(way))

print('\n'.join(faults) or 'the house stands as drawn')
sys.exit(bool(faults))
