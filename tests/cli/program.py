# SPDX-License-Identifier: MIT
"""What the tests of the command line share: running it, and a count of what held."""
import os
import resource
import subprocess
import sys

SANITIZED = os.environ.get('SANITIZED') == '1'


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.held = 0
        self.faults = []

    def run(self, *args, env=None, memory=None, **more):
        """Runs it without a display.  `memory`: how many bytes it may have."""
        clean = {k: v for k, v in os.environ.items()
                 if not k.startswith('LC_') and k not in ('LANG', 'DISPLAY',
                                                          'WAYLAND_DISPLAY')}

        def limit():
            if memory and not SANITIZED:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return subprocess.run([self.path, *args], env={**clean, **(env or {})},
                              stdin=subprocess.DEVNULL, timeout=60, preexec_fn=limit,
                              **{'capture_output': True, **more})

    def check(self, holds, what):
        self.held += bool(holds)
        if not holds:
            self.faults.append(what)

    def ends(self):
        """TAP: one line a fault, one for all that held."""
        for number, fault in enumerate(self.faults, 2):
            print(f'not ok {number} - {fault}'.replace('\n', ' | '))
        print(f'ok 1 - {self.held} things held')
        print(f'1..{len(self.faults) + 1}')
        sys.exit(bool(self.faults))
