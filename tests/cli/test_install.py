#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An installed Nablascope: everything is where a desktop looks for it, says what the
program does, and works from wherever it is moved.
Usage: test_install.py PROGRAM BUILD_FOLDER"""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

from program import Program

ID = 'io.github.nablascope.Nablascope'
p = Program(sys.argv[1])
build = os.path.abspath(sys.argv[2])


def tool(name, *args, wanted=0, **more):
    """Runs a checker, where there is one."""
    if not shutil.which(name):
        return ''
    done = subprocess.run([name, *map(str, args)], capture_output=True, text=True,
                          timeout=60, **more)
    p.check(done.returncode == wanted, f'{name}: {done.stdout}{done.stderr}')
    return done.stdout + done.stderr


def typed(script, folder, keys):
    """The words a bash at a terminal makes of these keys, Tab among them."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])
    with os.fdopen(terminal, 'r+b', buffering=0) as bash:
        says = f"PS1=; . {script}; nablascope() {{ printf '<%s>' \"$@\" END; }}\n"
        bash.write((says + f'nablascope {keys}\nexit\n').encode())
        seen = b''
        try:
            while more := bash.read(4096):
                seen += more
        except OSError:                                 # it is gone
            pass
    os.waitpid(pid, 0)
    return re.findall(r'<([^<>%]*)>', seen.decode())


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder) / 'root'
    done = subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--destdir',
                           root], capture_output=True, text=True, timeout=120)
    p.check(done.returncode == 0, f'meson install: {done.stdout}{done.stderr}')
    prefix = root / 'usr/local'
    share = prefix / 'share'
    desktop = share / f'applications/{ID}.desktop'
    metainfo = share / f'metainfo/{ID}.metainfo.xml'
    icons = share / 'icons/hicolor'
    for path in (prefix / 'bin/nablascope', desktop, metainfo,
                 icons / f'scalable/apps/{ID}.svg', share / 'mime/packages/nablascope.xml',
                 share / 'man/man1/nablascope.1',
                 share / 'bash-completion/completions/nablascope'):
        p.check(path.is_file(), f'{path} is not installed')
    for size in (48, 64, 128, 256) if shutil.which('rsvg-convert') else ():
        png = (icons / f'{size}x{size}/apps/{ID}.png').read_bytes()
        p.check(png[16:24] == size.to_bytes(4, 'big') * 2, f'the icon of {size} pixels')
    tool('desktop-file-validate', desktop)
    tool('appstreamcli', 'validate', '--no-net', metainfo)
    p.check(not tool('man', '--warnings=all', '-E', 'UTF-8', '-l',
                     share / 'man/man1/nablascope.1', env={**os.environ, 'MANPAGER': 'true'},
                     ).count('warning'), 'the manual page has warnings')

    p.check(not tool('groff', '-ww', '-man', '-Tutf8', '-z',
                     share / 'man/man1/nablascope.1'), 'groff warns of the manual page')

    # The manual and the completion know every option that help knows.
    manual = (share / 'man/man1/nablascope.1').read_text().replace('\\-', '-')
    completion = (share / 'bash-completion/completions/nablascope').read_text()
    for command in ('eval', 'derive', 'descend', 'contours', 'critical', 'render', 'code', 'list'):
        words = p.run(command, '--help').stdout.decode()
        for option in set(re.findall(r'^  (?:-\w, )?--([a-z-]+)', words, re.M)):
            p.check(option == 'help' or f'--{option}\\fR' in manual,
                    f'the manual lacks {command} --{option}')
            script = (f'{completion}\nCOMP_WORDS=(nablascope {command} --{option[:3]})\n'
                      'COMP_CWORD=2; _nablascope; printf "%s\\n" "${COMPREPLY[@]}"')
            offered = subprocess.run(['bash', '-c', script], capture_output=True, text=True)
            p.check(f'--{option}' in offered.stdout.split(),
                    f'{command} --{option} is not offered: {offered.stdout}')
    pathlib.Path(folder, 'my first.scene').touch()
    for keys, words in {
            'ren\t': ['render'], 'list met\t': ['list', 'methods'],
            'render my\t --the\t da\t': ['render', 'my first.scene', '--theme', 'dark'],
            'x --set arrows=dire\t': ['x', '--set', 'arrows=direction'],
            'x --set flat\tst\t': ['x', '--set', 'flat-points=star'],
            'x --set proj\t\tn': ['x', '--set', 'projector=on'],
            'descend x --method=line\t': ['descend', 'x', '--method=linesearch'],
            'cod\t x --lang\t jul\t': ['code', 'x', '--language', 'julia'],
            'my\t --full\t': ['my first.scene', '--fullscreen']}.items():
        made = typed(share / 'bash-completion/completions/nablascope', folder, keys)
        p.check(made == [*words, 'END'], f'{keys!r} is completed to {made}')
    version = re.search(r'<release version="([^"]+)"', metainfo.read_text())[1]
    p.check(f'nablascope {version}\n' in p.run('--version').stdout.decode(),
            f'the metainfo is of version {version}')

    # Moved away, from another folder, with nothing around it.
    alone = pathlib.Path(folder) / 'elsewhere'
    alone.mkdir()
    shutil.move(prefix / 'bin/nablascope', alone / 'it')
    shutil.rmtree(root)
    moved = Program(alone / 'it')
    done = moved.run('render', 'bowl.scene', '-o', 'bowl.png', cwd=alone)
    p.check(done.returncode == 0 and (alone / 'bowl.png').stat().st_size > 1000,
            f'moved: {done.stderr.decode()}')
p.ends()
