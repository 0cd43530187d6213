#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""critical: rows and curves agree, and what the list does not say is said.
Usage: test_critical.py PROGRAM"""
import csv
import io
import json
import sys

from program import Program

p = Program(sys.argv[1])


def critical(formula, *args):
    """Rows as CSV has them, all of it as JSON has it, and what was said."""
    plain = p.run('critical', formula, *args)
    full = p.run('critical', formula, '--json', *args)
    p.check(plain.returncode == full.returncode == 0, f'{formula}: exit status')
    rows = list(csv.DictReader(io.StringIO(plain.stdout.decode())))
    found = json.loads(full.stdout)
    p.check([(row['kind'], float(row['x']), float(row['y'])) for row in rows] ==
            [(q['kind'], *q['point']) for q in found['points']], f'{formula}: rows')
    p.check(plain.stderr == full.stderr, f'{formula}: messages')
    return rows, found, plain.stderr.decode()


# Whole regions of critical points are one sentence.
for formula in 'relu(x)', 'max(0,x)^2', 'max(0,x^2+y^2-1)^2':
    rows, found, said = critical(formula)
    p.check(not rows and not found['curves'], f'{formula}: rows')
    p.check(said.count('\n') == 1 and 'flat in a whole region' in said, said)
for formula in 'x^2', 'x^4+y^4', 'relu(x)+y':
    p.check(critical(formula)[2] == '', f'{formula}: a message')

# A row for every locus, those that cross being one.
for formula, loci, curves in (('x^2 y/(x^4+y^2)', 5, 5), ('x^2y^2', 1, 2),
                              ('gamma(x)', 4, 4), ('sin(x)^2', 3, 3)):
    rows, found, said = critical(formula)
    p.check([row['kind'] for row in rows] == ['curve'] * loci, f'{formula}: {rows}')
    p.check(len(found['curves']) == curves, f'{formula}: {len(found["curves"])} curves')

# Thin valleys: found, though not everything else could be ruled out.
rows, found, said = critical('(1-x)^2+1e6(y-x^2)^2')
p.check([(r['x'], r['y'], r['kind']) for r in rows] == [('1', '1', 'minimum')], rows)
p.check(found['proved'] or 'did not come to its end' in said, said)
p.ends()
