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


OBJECT = re.compile(r'(\s+static |static |(?!return|else|typedef|extern|goto|enum|union|struct \w+;)'
                    r'(?=[a-z]))([\w ]+?[ *]+)(const )?(\w+)(\[[^]]*\])*\s*(=|;)')


def is_mutable_state(line):
    """An object of the file, or a static one of a function, that can be written to."""
    found = OBJECT.match(line)
    if not found or line.startswith(('    ', '\t')) and 'static' not in found.group(1):
        return False
    kind, last_const = found.group(2), found.group(3)
    if '*' in kind:
        return not (last_const or kind.rstrip().endswith('const'))
    return 'const' not in kind.split()


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
        if path.suffix == '.c' and is_mutable_state(line):
            faults.append(f'{file}:{number}: mutable state outside of any caller')
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


LISTED = (SRC / 'meson.build').read_text()
for path in SRC.rglob('*.h'):
    if f"'{path.name}'" not in LISTED and f'/{path.name}' not in LISTED:
        faults.append(f'{path.relative_to(SRC)}: not listed, so nothing compiles it alone')

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
