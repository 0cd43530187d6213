# SPDX-License-Identifier: MIT
"""What tests in a real window share: a display of one's own, a program on it, hands, and
a count of what held."""
import ctypes
import os
import resource
import shutil
import signal
import struct
import subprocess
import time

PATIENCE = 20                   # seconds for what takes a moment
SANITIZED = os.environ.get('SANITIZED') == '1'
LEAKS = 'suppressions=' + os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                       'leaks.supp') + ':print_suppressions=0'
HIDE = ('WAYLAND_DISPLAY', 'SDL_VIDEODRIVER')
signal.signal(signal.SIGHUP, signal.SIG_DFL)    # nohup has it ignored, by children too
faults = []
held = 0


def check(holds, what):
    global held
    held += bool(holds)
    if not holds:
        faults.append(what)


def soon(holds):
    """Waits until it holds; what it gave."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.005)
    return found


class PngImage(ctypes.Structure):
    """png_image of libpng's simplified interface."""
    _fields_ = [('opaque', ctypes.c_void_p)] + [
        (name, ctypes.c_uint32) for name in ('version', 'width', 'height', 'format',
                                             'flags', 'colors', 'fault')] + [
        ('message', ctypes.c_char * 64)]


def png(path):
    """Blue, green, red … of a file."""
    library, image = ctypes.CDLL('libpng16.so.16'), PngImage(version=1)
    if not library.png_image_begin_read_from_file(ctypes.byref(image), path.encode()):
        check(False, f'{path}: {image.message}')
        return b''
    image.format = 0x12                                 # PNG_FORMAT_BGR
    room = ctypes.create_string_buffer(3 * image.width * image.height)
    library.png_image_finish_read(ctypes.byref(image), None, room, 0, None)
    return room.raw


class Display:
    """An X server of our own, on a free number.  It does not begin anew when its last
    client goes: whoever comes at that moment would find no display."""

    def __init__(self, folder, *options, size='1280x800'):
        read, write = os.pipe()
        self.screen = os.path.join(folder, 'Xvfb_screen0')
        self.server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', size + 'x24', '-nolisten',
             'tcp', '-noreset', '-fbdir', folder, *options], pass_fds=[write],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ':' + pipe.readline().strip()
        self.env = {k: v for k, v in os.environ.items() if k not in HIDE}
        self.env.update(DISPLAY=self.name, LC_ALL='C.UTF-8', LSAN_OPTIONS=LEAKS)

    def run(self, *command, given=None):
        done = subprocess.run(command, env=self.env, input=given, timeout=PATIENCE,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout.decode()

    def pixel(self, x, y):
        """0xRRGGBB of the screen."""
        return int.from_bytes(self.pixels(x, y, 1, 1), 'little')

    def pixels(self, x, y, width, height):
        """Blue, green, red … of a part of the screen, from the file the server draws into
        (X11/XWDFile.h)."""
        with open(self.screen, 'rb') as file:
            head = struct.unpack('>25I', file.read(100))
            size, line, colors = head[0], head[12], head[19]
            rows = bytearray()
            for row in range(y, y + height):
                file.seek(size + 12 * colors + row * line + 4 * x)
                rows += file.read(4 * width)
        del rows[3::4]
        return bytes(rows)

    def copy(self, data):
        subprocess.run(['xclip', '-selection', 'clipboard', '-i'], input=data, env=self.env,
                       timeout=PATIENCE, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def end(self):
        self.server.kill()
        self.server.wait()


class Shown:
    """A program in a window of the display."""

    def __init__(self, display, folder, command, count=[0]):
        count[0] += 1
        self.display, self.id = display, '0'
        self.errors = open(os.path.join(folder, f'errors{count[0]}'), 'w+')
        self.program = subprocess.Popen(command, env=display.env, cwd=folder,
                                        stdin=subprocess.DEVNULL, stderr=self.errors)

    def find(self, name):
        """The window of that name, if it is there."""
        ids = self.display.run('xdotool', 'search', '--pid', str(self.program.pid),
                               '--name', name).split()
        self.id = ids[-1] if ids else '0'
        return bool(ids)

    def do(self, *words):
        self.display.run('xdotool', *[str(w) for w in words])

    def focus(self):
        self.do('windowfocus', self.id)

    def ends(self, what, status=0):
        """Waits for its end; the seconds that took."""
        began = time.monotonic()
        try:
            code = self.program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.program.kill()
            code = None
        check(code == status, f'{what}: status {code}; {self.complaints()}')
        return time.monotonic() - began

    def complaints(self):
        self.errors.seek(0)
        return self.errors.read()[-2000:].replace('\n', ' | ')


def memory(pid):
    with open(f'/proc/{pid}/statm') as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def ticks(pid):
    with open(f'/proc/{pid}/stat') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return int(fields[11]) + int(fields[12])


def delete(window):
    """What the button of a window manager sends; xdotool has no word for it."""
    class Message(ctypes.Structure):
        _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong),
                    ('send', ctypes.c_int), ('display', ctypes.c_void_p),
                    ('window', ctypes.c_ulong), ('kind', ctypes.c_ulong),
                    ('format', ctypes.c_int), ('data', ctypes.c_long * 5),
                    ('room', ctypes.c_long * 24)]
    x = ctypes.CDLL('libX11.so.6')
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(window.display.name.encode()))
    atom = [x.XInternAtom(display, name, 0) for name in (b'WM_PROTOCOLS',
                                                         b'WM_DELETE_WINDOW')]
    number = ctypes.c_ulong(int(window.id))
    message = Message(type=33, window=number.value, kind=atom[0], format=32)
    message.data[0] = atom[1]
    x.XSendEvent(display, number, 0, ctypes.c_long(0), ctypes.byref(message))
    x.XCloseDisplay(display)


def ask_and_vanish(display):
    """A program that asks for the clipboard and is gone before the answer."""
    x, word = ctypes.CDLL('libX11.so.6'), ctypes.c_ulong
    x.XOpenDisplay.restype = ctypes.c_void_p
    for name in ('XInternAtom', 'XDefaultRootWindow', 'XCreateSimpleWindow'):
        getattr(x, name).restype = word
    server = ctypes.c_void_p(x.XOpenDisplay(display.name.encode()))
    if not server:
        return
    window = word(x.XCreateSimpleWindow(server, word(x.XDefaultRootWindow(server)),
                                        0, 0, 1, 1, 0, word(0), word(0)))
    clipboard, text = (word(x.XInternAtom(server, name, 0))
                       for name in (b'CLIPBOARD', b'UTF8_STRING'))
    x.XConvertSelection(server, clipboard, text, text, window, word(0))
    x.XDestroyWindow(server, window)
    x.XCloseDisplay(server)


def without_display(command):
    """Every way of having none ends at once with one line."""
    env = {k: v for k, v in os.environ.items()
           if k not in (*HIDE, 'DISPLAY', 'XDG_RUNTIME_DIR')}
    env['LSAN_OPTIONS'] = LEAKS
    for more in ({}, {'DISPLAY': ':987'}):
        began = time.monotonic()
        done = subprocess.run(command, env={**env, **more}, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=PATIENCE)
        said = done.stderr.decode()
        check(done.returncode == 1 and said.count('\n') == 1 and 'display' in said
              and 'nablascope render' in said, f'without a display: {said!r}')
        check(SANITIZED or time.monotonic() - began < 1, 'slow without a display')


def missing():
    """Says so in TAP where a tool is not there."""
    for tool in ('Xvfb', 'xdotool', 'xclip'):
        if not shutil.which(tool):
            print(f'1..0 # SKIP there is no {tool}')
            return True
    return False


def tell():
    """TAP: one line a fault, one for all that held."""
    for number, fault in enumerate(faults, 2):
        print(f'not ok {number} - {fault}'.replace('\n', ' | '))
    print(f'ok 1 - {held} things held')
    print(f'1..{len(faults) + 1}')
