#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The whole program in its real window, on a display of its own: opened, typed into,
clicked, played, dragged, resized, saved, closed in every way, killed and restored.
Usage: test_program.py NABLASCOPE [soak]; "soak" cuts it off fifty times.  Skipped where
there is no Xvfb, xdotool or xclip."""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../shell'))
from screen import (Display, SANITIZED, Shown, check, delete, memory, missing, png, soon,
                    tell, ticks, without_display)

PROGRAM = os.path.abspath(sys.argv[1])
CUTS = 50 if 'soak' in sys.argv else 1
WIDTH, HEIGHT = 1280, 800
FORMULA = (300, 36)             # where its box is, at that size
FILE_BOX = (440, 100, 400, 100)                 # a part of it
OUTSIDE = (1919, 1079)          # of every window but the largest
SOON = 10 if SANITIZED else 1   # seconds


class Nablascope(Shown):
    def __init__(self, display, folder, *options):
        soon(lambda: not any(display.pixels(100, 80, 1720, 20)))
        began = time.monotonic()
        super().__init__(display, folder, [PROGRAM, *options])
        self.folder, self.saved = folder, None
        shown = soon(lambda: len(set(display.pixels(100, 80, 1720, 20))) > 3
                     or self.program.poll() is not None)
        self.first_frame = time.monotonic() - began
        check(shown and self.program.poll() is None, f'not opened: {self.complaints()}')
        soon(lambda: self.find('.'))
        self.do('windowmove', self.id, 0, 0, 'mousemove', *OUTSIDE)
        self.size(WIDTH, HEIGHT)
        soon(lambda: not any(display.pixels(WIDTH + 20, 100, 100, 20)))
        self.focus()

    def size(self, width, height):
        self.do('windowsize', self.id, width, height)

    def title(self):
        return self.display.run('xdotool', 'getwindowname', self.id).strip()

    def click(self, x, y, button=1):
        self.do('mousemove', '--window', self.id, x, y, 'click', button)

    def leave(self):
        self.do('mousemove', *OUTSIDE)

    def key(self, *names):
        self.do('key', '--delay', 5, *names)

    def type(self, text):
        self.do('type', '--delay', 1, text)

    def enters(self, box, act):
        """What is typed before a field is seen to be entered would be lost."""
        before = self.display.pixels(*box)
        act()
        check(soon(lambda: self.display.pixels(*box) != before), 'no field is entered')
        time.sleep(0.05)

    def formula(self, text):
        self.enters((0, 0, WIDTH, 70), lambda: self.click(*FORMULA))
        self.key('ctrl+a')
        self.type(text)
        self.key('Escape')
        self.leave()

    def scene(self, name=None):
        """Saved with Ctrl+S and read back.  The first time it asks for the name."""
        if name:
            self.saved = os.path.join(self.folder, name)
        if os.path.exists(self.saved):
            os.remove(self.saved)
        if name:
            self.enters(FILE_BOX, lambda: self.key('ctrl+shift+s'))
            self.key('ctrl+a')
            self.type(name)
            self.key('Return')
        else:
            self.key('ctrl+s')
        if not soon(lambda: os.path.exists(self.saved)):
            check(False, f'{self.saved} is not saved; {self.complaints()}')
            return {}
        with open(self.saved) as file:
            return json.load(file)

    def scene_with(self, holds):
        """The scene once that holds of it."""
        found = soon(lambda: (scene := self.scene()) and holds(scene) and scene)
        return found or self.scene()

    def picture(self):
        return self.display.pixels(0, 0, WIDTH, HEIGHT)

    def rests(self):
        """What is to be seen once nothing moves any more."""
        def same():
            before = self.picture(), ticks(self.program.pid)
            time.sleep(0.1)
            return before == (self.picture(), ticks(self.program.pid))
        check(soon(same), 'never comes to rest')
        return self.picture()

    def quits(self, how, act, within=SOON):
        began = time.monotonic()
        act()
        self.ends(how)
        took = time.monotonic() - began
        check(took < within, f'{how} took {took:.2f} s')
        check(not self.complaints(), f'{how}: {self.complaints()}')


def play(folder, script, *options):
    """Plays a script without a window."""
    with open(os.path.join(folder, 'script.play'), 'w') as file:
        file.write(script)
    done = subprocess.run([PROGRAM, *options, '--play', 'script.play'], cwd=folder,
                          capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    check(done.returncode == 0, f'--play: {done.stderr.decode()}')


def shot(folder, script, *options):
    """The picture of the window at the end of a script."""
    play(folder, f'size {WIDTH} {HEIGHT}\n{script}\nwait 6\nshot shot.png\n', *options)
    return png(os.path.join(folder, 'shot.png'))


def state(folder):
    """The scenes that are kept in case the program ends badly."""
    found = os.path.join(folder, 'state', 'nablascope')
    names = [n for n in os.listdir(found) if n.endswith('.scene')]
    return [os.path.join(found, n) for n in names]


def kept(folder):
    """The formulas of these."""
    out = []
    for path in state(folder):
        with open(path) as file:
            out.append(json.load(file)['formula'])
    return out


def first_start(display, folder):
    """The first start hints, the second does not; both look as scripted hands see them."""
    hinting, plain = shot(folder, 'leave'), shot(folder, 'leave', 'x^2 + 2y^2')
    check(hinting and hinting != plain, 'the hint is not seen')
    window = Nablascope(display, folder)
    print(f'# first frame after {1000 * window.first_frame:.0f} ms')
    check(soon(lambda: window.picture() == hinting), 'the first start looks different')
    window.rests()
    before = ticks(window.program.pid)
    time.sleep(2)
    check(ticks(window.program.pid) == before,
          f'{ticks(window.program.pid) - before} ticks in 2 s of rest')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))
    check(not state(folder), 'a scene without a change is kept')
    window = Nablascope(display, folder)
    check(soon(lambda: window.picture() == plain), 'the second start looks different')
    window.quits('WM_DELETE_WINDOW', lambda: delete(window))


def hands(display, folder):
    """Typed, clicked, played, dragged, zoomed, saved; recorded, and the record plays to
    the same."""
    window = Nablascope(display, folder, '--record', 'hands.play')
    window.formula('5x^2 + 4y^2 - x*y')
    still = window.rests()
    window.click(600, 200)
    window.leave()
    seen = set()
    soon(lambda: seen.add(window.picture()) or len(seen - {still}) > 5)
    check(len(seen - {still}) > 5, 'the run is not played')
    over = window.rests()
    check(over != still, 'the run is not seen')
    scene = window.scene('one.scene')
    check(scene.get('formula') == '5x^2 + 4y^2 - x*y', 'not typed')
    check(soon(lambda: 'one.scene' in window.title()), f'the title is {window.title()}')
    runs, view = scene.get('runs', []), scene.get('view')
    check(len(runs) == 1 and abs(runs[0]['start'][0]) < 3, f'a click makes {runs}')
    window.do('mousemove', '--window', window.id, 400, 400, 'mousedown', 1)
    for step in range(1, 11):
        window.do('mousemove', '--window', window.id, 400 + 10 * step, 400 + 5 * step)
    window.do('mouseup', 1)
    dragged = window.scene()['view']
    check(dragged[0] < view[0] and dragged[3] > view[3], f'dragged {view} to {dragged}')
    window.do('click', '--repeat', 3, '--delay', 1, 4)
    zoomed = window.scene()['view']
    check(abs((dragged[1] - dragged[0]) / (zoomed[1] - zoomed[0]) - 1.2 ** 3) < 1e-9,
          f'zoomed {dragged} to {zoomed}')
    window.leave()
    scene = window.scene()
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))
    check(not state(folder), 'a scene that was saved is kept')
    replay(folder, 'hands.play', 'one.scene', scene)
    return scene


def replay(folder, record, name, scene):
    """What was recorded does the same again: it even saves."""
    with tempfile.TemporaryDirectory() as other:
        with open(os.path.join(folder, record)) as file:
            play(other, file.read() + 'dump end.scene\n')
        for path in (name, 'end.scene'):
            with open(os.path.join(other, path)) as file:
                check(json.load(file) == scene, f'the record plays to another {path}')


def typed_at_once(display, folder):
    """Keys that come together with the one that leads to a field are not lost."""
    window = Nablascope(display, folder, 'x')
    window.do('key', '--delay', 0, 'slash', 'type', '--delay', 0, 'sin(x)*y^3')
    window.key('Escape')
    found = window.scene('typed.scene').get('formula')
    check(found == 'sin(x)*y^3', f'typed {found}')
    window.do('key', '--delay', 0, 'g', 'r', 'a', 'v', 'i', 'n', 'Return')
    found = window.scene('found.scene').get('formula')
    check(found == '(x^2 + 25y^2)/2', f'the gallery found {found}')
    window.do('key', '--delay', 0, 'ctrl+shift+s', 'type', '--delay', 0, 'at-once.scene')
    window.key('Return')
    check(soon(lambda: 'at-once.scene' in window.title()), 'a name is not typed')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def open_again(display, folder, scene):
    window = Nablascope(display, folder, 'sin(x)')
    window.enters(FILE_BOX, lambda: window.key('ctrl+o'))
    window.key('ctrl+a')
    window.type('one.scene')
    window.key('Return')
    check(soon(lambda: 'one.scene' in window.title()), 'Ctrl+O does not open')
    window.saved = os.path.join(folder, 'one.scene')
    check(window.scene() == scene, 'opened and saved, it is another scene')
    window.key('ctrl+n')
    check(window.scene('new.scene').get('runs') == [], 'Ctrl+N is not new')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def clipboard(display, folder):
    window = Nablascope(display, folder, 'one.scene', '--record', 'paste.play')
    window.key('ctrl+c')
    paste = ['xclip', '-selection', 'clipboard', '-o']
    said = soon(lambda: (said := display.run(*paste)).startswith('nablascope ') and said)
    check(said, f'Ctrl+C copies {display.run(*paste)!r}')
    os.symlink(PROGRAM, os.path.join(folder, 'nablascope'))
    command = (said or '').strip().replace('nablascope ', 'nablascope render ', 1)
    done = subprocess.run(['sh', '-c', command + ' -o picture.png'], cwd=folder,
                          capture_output=True,
                          env={**os.environ, 'PATH': folder + ':' + os.environ['PATH']})
    check(done.returncode == 0 and png(os.path.join(folder, 'picture.png')),
          f'{command} fails: {done.stderr.decode()}')
    check(window.scene('copy.scene')['formula'] in (said or ''), 'not this formula')
    display.copy('cos(x)·y²'.encode())
    window.key('ctrl+v')
    check(window.scene_with(lambda s: s['formula'] == 'cos(x)·y²'),
          f'pasted {window.scene()["formula"]}')
    display.copy(b'{"formula": ' + b'x' * (5 << 20))
    record = os.path.join(folder, 'paste.play')

    def recorded():
        with open(record) as file:
            return file.read()
    before = recorded().count('\npaste')
    began = time.monotonic()
    window.key('ctrl+v')
    check(soon(lambda: recorded().count('\npaste') > before), 'no paste of 5 MB')
    window.scene()
    check(time.monotonic() - began < SOON, f'5 MB take {time.monotonic() - began:.2f} s')
    text = recorded()
    with tempfile.TemporaryDirectory() as other:
        with open(os.path.join(folder, 'one.scene')) as file, \
                open(os.path.join(other, 'one.scene'), 'w') as copy:
            copy.write(file.read())
        end = text.index('\n', text.rindex('\npaste') + 1)
        play(other, text[:end] + '\nwait 0.1\nexpect text too large\n', 'one.scene')
    paste_too_much(display, window)
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def paste_too_much(display, window):
    """Fifty megabytes, of which SDL makes nothing."""
    before, used = window.scene(), memory(window.program.pid)
    display.copy(b'x' * (50 << 20))
    still = window.rests()
    began = time.monotonic()
    window.key('ctrl+v')
    check(soon(lambda: window.picture() != still), 'nothing is told of 50 MB')
    took = time.monotonic() - began
    more = (memory(window.program.pid) - used) / (1 << 20)
    print(f'# 50 MB: told after {1000 * took:.0f} ms, {more:.0f} MB more')
    check(SANITIZED or more < 64, f'50 MB take {more:.0f} MB')
    check(window.scene() == before, '50 MB change the scene')


def storm(window):
    """Five hundred sizes, one after the other."""
    chance = random.Random(13)
    for _ in range(500):
        yield from ('windowsize', window, chance.randrange(1, 900),
                    chance.randrange(1, 700))


def sizes(display, folder):
    window = Nablascope(display, folder, 'one.scene')
    still = window.rests()
    for width, height in ((1, 1), (320, 240), (4000, 200), (1, 700), (1270, 1)):
        window.size(width, height)
        time.sleep(0.02)
    window.size(320, 240)
    small = window.rests()
    check(small != still, '320x240 looks like 1280x800')
    window.size(WIDTH, HEIGHT)
    check(soon(lambda: window.picture() == still), 'it looks different after resizing')
    window.program.send_signal(signal.SIGSTOP)          # it sees all of it at once
    window.size(500, 400)
    window.size(WIDTH, HEIGHT)
    soon(lambda: window.picture() != still)
    window.program.send_signal(signal.SIGCONT)
    check(soon(lambda: window.picture() == still), 'resized and back it is lost')
    used = memory(window.program.pid)
    window.do(*storm(window.id))
    window.size(WIDTH, HEIGHT)
    check(soon(lambda: window.picture() == still), 'it looks different after a storm')
    more = (memory(window.program.pid) - used) / (1 << 20)
    print(f'# 500 sizes: {more:.1f} MB more')
    check(SANITIZED or more < 5, f'500 sizes leave {more:.1f} MB')
    window.size(1920, 1080)
    window.click(700, 500)
    window.rests()
    used = memory(window.program.pid) / (1 << 20)
    print(f'# {used:.0f} MB at 1080p')
    check(SANITIZED or used < 150, f'{used:.0f} MB at 1080p')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def restored(display, folder, formula, *options):
    """Starts, and finds that formula."""
    window = Nablascope(display, folder, *options)
    found = window.scene('restored.scene').get('formula')
    check(found == formula, f'restored {found!r}, not {formula!r}')
    return window


def endings(display, folder):
    """However it ends, the next start has what was not saved."""
    ways = [('Ctrl+Q', lambda w: w.key('ctrl+q')), ('WM_DELETE_WINDOW', delete)]
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        ways.append((number.name, lambda w, n=number: w.program.send_signal(n)))
    window = Nablascope(display, folder)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        window.program.send_signal(number)
    time.sleep(0.1)
    check(window.program.poll() is None, 'SIGPIPE or SIGXFSZ ends it')
    for i, (name, act) in enumerate(ways):
        formula = f'x^2 + {i + 2}*y'
        window.formula(formula)
        window.rests()
        window.quits(name, lambda: act(window))
        check(kept(folder) == [formula], f'{name}: kept {kept(folder)}')
        window = restored(display, folder, formula)
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))
    check(not state(folder), f'saved, and yet kept {kept(folder)}')


def restored_twice(display, folder):
    """What was restored and not saved is not lost by looking at it."""
    window = Nablascope(display, folder)
    window.formula('x*y + 77')
    window.rests()
    for i in range(3):
        window.quits('SIGTERM', lambda: window.program.send_signal(signal.SIGTERM))
        check(kept(folder) == ['x*y + 77'], f'after start {i}: kept {kept(folder)}')
        window = Nablascope(display, folder)
        window.rests()
    window.scene('done.scene')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))
    check(not state(folder), f'saved, and yet kept {kept(folder)}')


def killed(display, folder):
    """At most two seconds are lost, even while it changes all the time."""
    window = Nablascope(display, folder)
    window.formula('x^2 + y + 9')
    began = time.monotonic()
    check(soon(lambda: kept(folder) == ['x^2 + y + 9']), f'kept {kept(folder)}')
    took = time.monotonic() - began
    check(took < 2 + SOON - 1, f'kept after {took:.2f} s')
    window.enters((0, 0, WIDTH, 70), lambda: window.click(*FORMULA))
    window.key('End')
    ends = time.monotonic() + 3.5
    while time.monotonic() < ends:
        window.do('type', '--delay', 30, '17')
    age = time.time() - max(os.stat(path).st_mtime for path in state(folder))
    window.program.kill()
    window.ends('SIGKILL', -signal.SIGKILL)
    check(age < 2 + SOON - 1, f'what is kept is {age:.2f} s old')
    formula = (kept(folder) or [''])[0]
    check(formula.count('17') > 5, f'kept {formula}')
    window = restored(display, folder, formula)
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def mashed(display, folder):
    """Keys at random, for three seconds; those that end it are left out."""
    chance = random.Random(4)
    names = (list('abcdefghijklmnopqrstuvwxyz0123456789') +
             ['Return', 'Escape', 'Tab', 'BackSpace', 'Delete', 'Left', 'Right', 'Up', 'Down',
              'Home', 'End', 'Prior', 'Next', 'space', 'slash', 'plus', 'minus', 'period',
              'parenleft', 'asterisk', 'F1', 'F2', 'F9', 'F10', 'F11'])
    mods = ['', '', '', '', 'shift+', 'ctrl+', 'ctrl+shift+', 'alt+']
    window = Nablascope(display, folder)
    ends = time.monotonic() + 3
    while time.monotonic() < ends:
        keys = [chance.choice(mods) + chance.choice(names) for _ in range(60)]
        window.do('mousemove', chance.randrange(WIDTH), chance.randrange(HEIGHT))
        window.key(*(k for k in keys if not k.endswith('+q')))
    check(window.program.poll() is None, f'keys end it: {window.complaints()}')
    window.leave()
    window.key('Escape', 'Escape', 'Escape')
    window.key('ctrl+n')
    window.quits('Ctrl+Q after mashing', lambda: window.key('ctrl+q'), 3 * SOON)


def without_card(display, folder):
    """A server that knows no OpenGL shows the same, whichever way is asked for."""
    plain = shot(folder, 'leave', 'x^2 + 2y^2')
    with tempfile.TemporaryDirectory() as screen:
        poor = Display(screen, '-extension', 'GLX', '-noreset', size='1920x1080')
        poor.env['XDG_STATE_HOME'] = display.env['XDG_STATE_HOME']
        try:
            for how in ('auto', 'texture', 'surface'):
                window = Nablascope(poor, folder, 'x^2 + 2y^2', '--present', how)
                check(soon(lambda: window.picture() == plain),
                      f'without OpenGL, --present {how} looks different')
                window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))
        finally:
            poor.end()


def cut_off(display, folder):
    """The display dies: so does the program, at once, and nothing is lost."""
    for _ in range(CUTS):
        cut_off_once(display, folder)


def cut_off_once(display, folder):
    with tempfile.TemporaryDirectory() as screen:
        dying = Display(screen, size='1920x1080')
        dying.env['XDG_STATE_HOME'] = display.env['XDG_STATE_HOME']
        window = Nablascope(dying, folder)
        window.formula('x*y^3')
        check(soon(lambda: kept(folder) == ['x*y^3']), f'kept {kept(folder)}')
        dying.end()
        took = window.ends('a display that dies', status=1)
        check(took < 2, f'a display that dies takes {took:.2f} s')
        check(kept(folder) == ['x*y^3'], f'a display that dies leaves {kept(folder)}')
    window = restored(display, folder, 'x*y^3')
    window.quits('Ctrl+Q', lambda: window.key('ctrl+q'))


def main():
    if missing():
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ['XDG_STATE_HOME'] = os.path.join(folder, 'state')
        without_display([PROGRAM])
        screen = os.path.join(folder, 'screen')
        os.mkdir(screen)
        display = Display(screen, '-noreset', size='1920x1080')

        def part(run, *more):
            began = time.monotonic()
            done = run(display, folder, *more)
            print(f'# {run.__name__}: {time.monotonic() - began:.1f} s', flush=True)
            return done
        try:
            part(first_start)
            scene = part(hands)
            part(open_again, scene)
            for run in (typed_at_once, clipboard, sizes, endings, restored_twice, killed,
                        mashed, without_card, cut_off):
                part(run)
        finally:
            display.end()
    tell()


main()
