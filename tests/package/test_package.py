#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The Debian package: built from the files of the repository alone, looked over by
lintian, installed into a root of its own, opened from its menu entry as a desktop would,
with and without a scene, and removed.
Usage: test_package.py SOURCE_FOLDER"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import Display, check, delete, soon, tell

ID = 'io.github.nablascope.Nablascope'
MIME = 'application/x-nablascope-scene'
TOOLS = ('git', 'dpkg-buildpackage', 'dh', 'lintian', 'gio', 'update-mime-database',
         'update-desktop-database', 'Xvfb', 'xdotool')
FILES = ['/usr/bin/nablascope', f'/usr/share/applications/{ID}.desktop',
         '/usr/share/bash-completion/completions/nablascope',
         '/usr/share/doc/nablascope/changelog.gz', '/usr/share/doc/nablascope/copyright',
         *(f'/usr/share/icons/hicolor/{n}x{n}/apps/{ID}.png' for n in (48, 64, 128, 256)),
         f'/usr/share/icons/hicolor/scalable/apps/{ID}.svg',
         '/usr/share/man/man1/nablascope.1.gz',
         f'/usr/share/metainfo/{ID}.metainfo.xml',
         '/usr/share/mime/packages/nablascope.xml']


def run(*words, **more):
    done = subprocess.run([str(w) for w in words], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=500,
                          **more)
    check(done.returncode == 0, f'{words[0]}: {done.stdout[-3000:]}')
    return done.stdout


def build(source, folder):
    """Only packaging is looked at here, so nothing is optimized: that is quicker."""
    clean = folder / 'source'
    names = run('git', '-C', source, 'ls-files', '-z').split('\0')
    for name in filter(None, names):
        (clean / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, clean / name)
    env = {k: v for k, v in os.environ.items() if not k.startswith(('MESON', 'MAKE'))}
    cores = len(os.sched_getaffinity(0))
    env['DEB_BUILD_OPTIONS'] = f'nocheck noopt noautodbgsym parallel={cores}'
    run('dpkg-buildpackage', '--source-option=-Zgzip', '-us', '-uc', cwd=clean, env=env)
    found = list(folder.glob('nablascope_*.deb'))
    check(len(found) == 1, f'built {found}')
    return found[0] if found else None


def look_over(folder, deb):
    run('lintian', '--fail-on', 'error,warning', '--allow-root',
        *folder.glob('*.changes'))
    kept, modes = [], {}
    for line in run('dpkg-deb', '--contents', deb).splitlines():
        mode, owner, _, _, _, name = line.split(maxsplit=5)
        check(owner == 'root/root', f'{name} belongs to {owner}')
        if not name.endswith('/'):
            kept.append(name.lstrip('.'))
            modes[name.lstrip('.')] = mode
    check(sorted(kept) == sorted(FILES), f'the package has {sorted(kept)}')
    for name, mode in modes.items():
        check(mode == ('-rwxr-xr-x' if '/bin/' in name else '-rw-r--r--'),
              f'{name} is {mode}')
    needs = run('dpkg-deb', '--field', deb, 'Depends')
    for library in ('libsdl2-2.0-0', 'libcairo2', 'libpng16-16', 'libjansson4'):
        check(library in needs, f'the package does not need {library}: {needs}')


def lists_agree(source):
    """What ./run installs is what the package is built from."""
    control = (source / 'debian/control').read_text()
    script = (source / '.ci/packages.sh').read_text()
    asked = re.search(r'^BUILD_PACKAGES="([^"]*)"', script, re.M)[1].split()
    for package in asked:
        check(not package.startswith('lib') or package == 'libc6-dev'
              or f'{package},' in control or f'{package}\n' in control,
              f'debian/control does not need {package}')


def dpkg(root, *words):
    """On a copy of what this machine has, so that dependencies count."""
    run(*(['fakeroot'] if os.getuid() else []), 'dpkg', f'--root={root}',
        f'--log={root}/log', *words)


def install(folder, deb):
    root = folder / 'root'
    for name in ('info', 'updates', 'triggers'):
        (root / 'var/lib/dpkg' / name).mkdir(parents=True)
    shutil.copy('/var/lib/dpkg/status', root / 'var/lib/dpkg')
    dpkg(root, '-i', deb)
    share = root / 'usr/share'          # what the triggers of those packages do
    run('update-mime-database', share / 'mime',
        env={**os.environ, 'PKGSYSTEM_ENABLE_FSYNC': '0'})
    run('update-desktop-database', share / 'applications')
    return root


class Desktop:
    """Somebody who has installed the package and has nothing else."""

    def __init__(self, folder, root, display):
        home = folder / 'Home of Ada'
        home.mkdir()
        share = root / 'usr/share'
        self.home, self.display = home, display
        self.entry = share / f'applications/{ID}.desktop'
        self.wm_class = re.search(r'^StartupWMClass=(.*)$', self.entry.read_text(), re.M)[1]
        self.env = {'PATH': f'{root}/usr/bin:{os.environ["PATH"]}', 'HOME': str(home),
                    'XDG_DATA_DIRS': f'{share}:/usr/share', 'DISPLAY': display.name,
                    'LC_ALL': 'C.UTF-8'}

    def asks(self, *words):
        return run(*words, env=self.env, cwd=self.home)

    def window(self, title):
        ids = self.display.run('xdotool', 'search', '--onlyvisible', '--class',
                               f'^{self.wm_class}$').split()
        named = [i for i in ids
                 if title in self.display.run('xdotool', 'getwindowname', i)]
        return named[0] if len(named) == 1 else None

    def opens(self, title, *files):
        """From the menu entry, and closed by the button of its window."""
        subprocess.run(['gio', 'launch', self.entry, *files], env=self.env, cwd=self.home,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=20)
        self.id = soon(lambda: self.window(title))
        check(self.id, f'no window named {title} from the menu entry')
        if not self.id:
            return
        process = self.display.run('xdotool', 'getwindowpid', self.id).strip()
        delete(self)
        check(soon(lambda: not pathlib.Path('/proc', process).exists()),
              f'{title} does not close')


def use(folder, root):
    display = Display(str(folder))
    try:
        ada = Desktop(folder, root, display)
        scene = ada.home / 'my höhe 1.scene'
        shutil.copy(folder / 'source/assets/scenes/saddle.scene', scene)
        kind = ada.asks('gio', 'info', '-a', 'standard::content-type', scene)
        check(MIME in kind, f'a scene is taken for {kind}')
        check(ID in ada.asks('gio', 'mime', MIME), 'nothing opens a scene')
        ada.opens('Nablascope')
        ada.opens('my höhe 1.scene', scene)
    finally:
        display.end()


source = pathlib.Path(sys.argv[1]).resolve()
absent = [tool for tool in TOOLS if not shutil.which(tool)]
if absent or not (source / '.git').exists():
    print('1..0 # SKIP', f'there is no {absent[0]}' if absent else 'this is no git clone')
    sys.exit()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    lists_agree(source)
    deb = build(source, folder)
    if deb:
        look_over(folder, deb)
        root = install(folder, deb)
        use(folder, root)
        dpkg(root, '--purge', 'nablascope')
        left = [f for f in FILES if (root / f[1:]).exists()]
        check(not left, f'removing it leaves {left}')
tell()
