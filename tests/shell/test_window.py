# SPDX-License-Identifier: MIT
"""A real window on a display of its own: typed into, clicked, dragged, resized, covered,
closed and cut off.  Usage: test_window.py SHOW_WINDOW.  Skipped where there is no Xvfb,
xdotool or xclip."""
import os
import signal
import sys
import tempfile
import time

from screen import (Display, SANITIZED, LEAKS, Shown, ask_and_vanish, check, delete,
                    memory, missing, soon, tell, ticks, without_display)

KEY_ENTER, KEY_BACKSPACE, KEY_LEFT, KEY_F11 = 128, 131, 133, 153


class Window(Shown):
    """show_window, and what it says of its input."""

    def __init__(self, display, folder, *options, count=[0]):
        count[0] += 1
        self.log = os.path.join(folder, f'input{count[0]}')
        self.read = 0
        super().__init__(display, folder,
                         [os.path.abspath(sys.argv[1]), self.log, *options])
        self.opened = self.until('shown')
        self.find('window test')

    def said(self):
        """The lines since the last `until`."""
        if not os.path.exists(self.log):
            return []
        with open(self.log) as file:
            return file.read().split('\n')[:-1][self.read:]

    def until(self, *lines):
        """Waits for these lines, in this order; those up to them."""
        def found():
            said, at = self.said(), 0
            for line in lines:
                if line not in said[at:]:
                    return None
                at = said.index(line, at) + 1
            return said[:at]
        got = soon(lambda: found() or (self.program.poll() is not None and ['?']))
        said = found()
        if said is None:
            check(False, f'wanted {lines}, got {self.said()} ({got})')
            return []
        self.read += len(said)
        return said


def words(lines, kind):
    return ''.join(line[len(kind) + 1:] for line in lines if line.startswith(kind + ' '))


def pointer(window):
    window.do('windowmove', window.id, 0, 0)
    window.do('mousemove', '--window', window.id, 100, 50, 'click', 1)
    window.until('press 0 at 100 50 clicks 1 mods 0', 'release 0 at 100 50 clicks 0 mods 0')
    window.do('click', '--repeat', 2, '--delay', 1, 3)
    window.until('press 2 at 100 50 clicks 1 mods 0', 'press 2 at 100 50 clicks 2 mods 0')
    window.do('mousemove', '--window', window.id, 200, 70, 'mousedown', 1)
    window.until('press 0 at 200 70 clicks 1 mods 0')
    for x, y in ((210, 75), (300, 90), (900, 700)):     # the last is outside
        window.do('mousemove', '--window', window.id, x, y)
        window.until(f'drag {x} {y}')
    window.do('mouseup', 1)
    window.until('release 0 at 900 700 clicks 0 mods 0')
    window.do('mousemove', '--window', window.id, 50, 50, 'click', 4)
    window.until('wheel 1 mods 0')
    window.do('keydown', 'shift', 'click', 5, 'keyup', 'shift')
    window.until('wheel -1 mods 1')


def keyboard(window):
    window.focus()
    window.do('key', 'slash')
    window.until('key 47 mods 0')
    formula = 'x^2 + sin(3*y) - "q" 0.125'
    window.do('type', '--delay', 1, formula)
    said = []
    soon(lambda: len(words(window.said(), 'text')) >= len(formula))
    said = window.said()
    check(words(said, 'text') == formula, f'typed {words(said, "text")!r}')
    window.do('key', 'Left', 'BackSpace', 'ctrl+shift+z', 'KP_Enter', 'Escape')
    window.until(f'key {KEY_LEFT} mods 0', f'key {KEY_BACKSPACE} mods 0', 'key 122 mods 3',
                 f'key {KEY_ENTER} mods 0', 'key 129 mods 0')
    window.do('keydown', 'x')
    window.until('x down', 'key 120 mods 0')
    window.do('keyup', 'x')
    said = window.until('x up')
    check(not words(said, 'text'), f'text though nobody types: {said}')


def clipboard(window):
    display = window.display
    window.do('key', 'ctrl+c')
    window.until('key 99 mods 2')
    paste = ['xclip', '-selection', 'clipboard', '-o']
    check(soon(lambda: display.run(*paste) == '∇f = (2x, 2y)'), 'the copy is not there')
    for _ in range(20):
        ask_and_vanish(display)
    check(soon(lambda: display.run(*paste) == '∇f = (2x, 2y)'), 'the copy is lost')
    check(window.program.poll() is None, f'others end it: {window.complaints()}')
    for data, said in (('√x·sin y'.encode(), 'pasted 11 √x·sin y'), (b'', 'pasted 0 '),
                       (b'x' * (6 << 20), 'pasted 0 '), (b'1', 'pasted 1 1')):
        display.copy(data)
        window.do('key', 'ctrl+v')
        window.until('key 118 mods 2', said)


def color(x, y):
    return (x & 255) << 16 | (y & 255) << 8


def sizes(window):
    """The pointer is outside of what is looked at; the window stands at 0, 0."""
    display = window.display
    window.do('windowmove', window.id, 0, 0, 'mousemove', 10, 10)
    for width, height in ((1, 1), (1, 700), (1270, 1), (3, 3), (4000, 200), (333, 222),
                          (800, 600)):
        window.do('windowsize', window.id, width, height)
        window.until(f'size {width} {height}')
    check(soon(lambda: display.pixel(301, 405) == color(301, 405)
               and display.pixel(799, 599) == color(799, 599)),
          f'shows {display.pixel(301, 405):06x}, not {color(301, 405):06x}')
    before = memory(window.program.pid)
    window.do(*(word for i in range(500)
                for word in ('windowsize', window.id, 300 + 7 * (i % 61), 700 - 5 * (i % 97))))
    window.do('windowsize', window.id, 640, 480)
    window.until('size 640 480')
    check(soon(lambda: display.pixel(639, 479) == color(639, 479)), 'lost after a storm')
    grown = memory(window.program.pid) - before
    check(SANITIZED or grown < 5 << 20, f'{grown} bytes more after a storm')


def covered(window, folder):
    """Another window before it comes and goes."""
    display, before = window.display, len(window.said())
    other = Window(display, folder, 'surface', '400', '300')
    other.do('windowmove', other.id, 100, 100, 'mousemove', 600, 50)
    check(soon(lambda: display.pixel(350, 200) == color(250, 100)), 'the other is not seen')
    other.program.terminate()
    other.ends('SIGTERM')
    check(soon(lambda: display.pixel(350, 200) == color(350, 200)),
          f'not drawn again: {window.said()[before:]}')


def full_screen(window):
    """No window manager grants it here: that is survived."""
    window.focus()
    window.do('key', 'F11')
    window.until(f'key {KEY_F11} mods 0', 'size 1280 800')
    window.do('key', 'F11')
    window.until(f'key {KEY_F11} mods 0')
    window.do('windowsize', window.id, 650, 470)
    window.until('size 650 470')
    check(soon(lambda: window.display.pixel(649, 469) == color(649, 469)),
          'not drawn after a whole screen')


def rests(window):
    """Nothing happens: nothing is computed.  A hundredth of a second is a tick."""
    def spent():
        before = ticks(window.program.pid)
        time.sleep(0.4)
        return ticks(window.program.pid) - before
    spans = [spent()]
    while spans[-1] > 1 and len(spans) < 8:             # it may still be at work
        spans.append(spent())
    check(spans[-1] <= 1, f'{spans} ticks in 0.4 s of rest')


def ways_to_end(display, folder):
    window = Window(display, folder, 'surface', '400', '300')
    delete(window)
    window.until('close', 'closed')
    window.ends('WM_DELETE_WINDOW')
    for number in (signal.SIGINT, signal.SIGHUP):
        window = Window(display, folder, 'auto', '400', '300')
        window.program.send_signal(number)
        window.until('close', 'closed')
        window.ends(number.name)


def cut_off(display, window):
    """The display dies: Xlib ends the program, at once."""
    display.end()
    window.ends('a display that dies', status=1)


def main():
    if missing():
        return
    with tempfile.TemporaryDirectory() as folder:
        without_display([sys.argv[1], os.path.join(folder, 'none'), 'auto'])
        display = Display(folder)
        try:
            window = Window(display, folder, 'auto', '800', '600')
            check('size 800 600' in window.opened, f'opened as {window.opened}')
            for part in (pointer, keyboard, clipboard, sizes, full_screen, rests):
                part(window)
            covered(window, folder)
            display.env['LSAN_OPTIONS'] += ':detect_leaks=0'    # what GL drivers keep
            textured = Window(display, folder, 'texture', '800', '600')
            sizes(textured)
            textured.program.terminate()
            textured.until('close', 'closed')
            textured.ends('SIGTERM with a texture')
            display.env['LSAN_OPTIONS'] = LEAKS
            ways_to_end(display, folder)
            cut_off(display, window)
        finally:
            display.end()
    tell()


main()
