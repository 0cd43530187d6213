#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adds up the test logs of build folders; the last line is `N passed, N failed`.
A folder without a log counts as one failure: its tests did not run."""
import json
import pathlib
import sys

passed = failed = 0
for folder in sys.argv[1:]:
    log = pathlib.Path(folder, 'meson-logs', 'testlog.json')
    if not log.is_file():
        failed += 1
        print('failed:', folder, 'ran no test')
        continue
    for line in log.read_text().splitlines():
        test = json.loads(line)
        if test['result'] in ('OK', 'EXPECTEDFAIL'):
            passed += 1
        elif test['result'] == 'SKIP':
            print('skipped:', folder, test['name'])
        else:
            failed += 1
            print('failed:', folder, test['name'])
print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0 or passed == 0)
