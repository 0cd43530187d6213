#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adds up the test logs of build folders; the last line is `N passed, N failed`."""
import json
import pathlib
import sys

passed = failed = skipped = 0
for folder in sys.argv[1:]:
    log = pathlib.Path(folder, 'meson-logs', 'testlog.json')
    for line in log.read_text().splitlines():
        test = json.loads(line)
        if test['result'] in ('OK', 'EXPECTEDFAIL'):
            passed += 1
        elif test['result'] == 'SKIP':
            skipped += 1
        else:
            failed += 1
            print('failed:', folder, test['name'])
print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
sys.exit(failed > 0 or passed == 0)
