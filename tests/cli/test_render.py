#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""render: whole files or none, the same bytes for the same request, and one sentence
for whatever is wrong.  Usage: test_render.py PROGRAM BAD_SCENES SCENES"""
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zlib
from xml.etree import ElementTree

from program import Program, SANITIZED

p = Program(sys.argv[1])
BAD = pathlib.Path(sys.argv[2]).resolve()
SHIPPED = pathlib.Path(sys.argv[3]).resolve()
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
SMALL = ['--size', '320x240']


def chunks(png):
    at, found = 8, []
    p.check(png[:8] == b'\x89PNG\r\n\x1a\n', 'no PNG')
    while at < len(png):
        length, kind = struct.unpack('>I4s', png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        p.check(struct.unpack('>I', png[at + 8 + length:at + 12 + length])[0]
                == zlib.crc32(kind + body), f'sum of {kind}')
        found.append((kind, body))
        at += 12 + length
    return found


def size_of(png):
    return struct.unpack('>II', chunks(png)[0][1][:8])


def scene_in(png):
    for kind, body in chunks(png):
        if kind == b'iTXt' and body.startswith(b'nablascope:scene\0'):
            text = body[body.index(b'\0') + 3:].split(b'\0', 2)[2]
            packed = body[body.index(b'\0') + 1]
            return json.loads(zlib.decompress(text) if packed else text)
    return None


def render(*args, **more):
    done = p.run('render', *args, **more)
    p.check(done.returncode == 0 and done.stderr == b'' and not done.stdout,
            f'render {args}: {done.returncode} {done.stderr.decode()}')
    return done


def picture(*args, **more):
    render(*args, '-o', 'picture.png', **more)
    return pathlib.Path('picture.png').read_bytes()


def refused(sentence, *args, status=2, **more):
    before = sorted(os.listdir())
    done = p.run('render', *args, **more)
    err = done.stderr.decode()
    p.check(done.returncode == status, f'{args} ended with {done.returncode}: {err}')
    p.check(err.startswith('nablascope: ') and err.count('\n') == 1, f'{args}: {err!r}')
    p.check(sentence is None or err == f'nablascope: {sentence}\n', f'{args}: {err!r}')
    p.check(not done.stdout, f'{args} wrote data')
    p.check(sorted(os.listdir()) == before, f'{args} left {os.listdir()}')
    return err


# Pictures and what they carry.
bowl = picture('x^2 + 2y^2', *SMALL)
p.check(size_of(bowl) == (320, 240), f'size {size_of(bowl)}')
p.check(bowl == picture('x^2 + 2y^2', *SMALL), 'other bytes the second time')
for threads in '1', '3':
    p.check(bowl == picture('x^2 + 2y^2', *SMALL, '--threads', threads),
            f'other bytes with {threads} threads')
p.check(dict(chunks(bowl))[b'pHYs'] == struct.pack('>IIB', 3780, 3780, 1), 'not 96 dpi')
p.check(b'sRGB' in dict(chunks(bowl)), 'no sRGB')
p.check(dict(chunks(picture('x', *SMALL, '--dpi', '300')))[b'pHYs'][:4]
        == struct.pack('>I', 11811), 'not 300 dpi')
scene = scene_in(bowl)
p.check(scene['version'] == 1 and scene['formula'] == 'x^2 + 2y^2', f'scene {scene}')
for args in (['--theme', 'dark'], ['--projector'], ['--clean'], ['--set', 'arrows=off'],
             ['--view', '0,1,0,1'], ['--set', 'grid=on'], ['--set', 'level=1,2']):
    p.check(picture('x^2 + 2y^2', *SMALL, *args) != bowl, f'{args} changes nothing')
scene = scene_in(picture('a*x + b*y', *SMALL, '--set', 'a=2', '--param', 'b=-7',
                         '--set=theme=dark', '--theme=light', '--set', 'level=5,1'))
p.check(scene['parameters'] == {'a': {'value': 2, 'low': -5, 'high': 5},
                                'b': {'value': -7, 'low': -7, 'high': 5}}, f'{scene}')
p.check(scene['theme'] == 'light' and scene['level'] == [5, 1]
        and scene['levels'] == 'given', f'{scene}')

# A scene file, and the picture it made, draw the picture again.
pathlib.Path('own.scene').write_text(json.dumps({
    'version': 1, 'formula': 'sin(x)*y + k', 'theme': 'dark', 'parameters': {'k': 2},
    'view': [-1, 2, 0, 1], 'arrows': 'direction'}))
first = picture('own.scene', *SMALL)
pathlib.Path('first.png').write_bytes(first)
p.check(picture('first.png', *SMALL) == first, 'a PNG does not draw itself')
pathlib.Path('first.scene').write_bytes(first)
p.check(picture('first.scene', *SMALL) == first, 'a PNG by another name')
p.check(picture('own.scene', *SMALL, '--set', 'formula=x') != first, '--set formula')

# So does an SVG, and a picture that other programs saved again.
OWN = ['own.scene', '--set', 'title=Größe ∇ <&> 🙂']
render(*OWN, '-o', 'first.svg')
render('first.svg', '-o', 'again.svg')
p.check(pathlib.Path('first.svg').read_bytes() == pathlib.Path('again.svg').read_bytes(),
        'an SVG does not draw itself')
render(*OWN, '-o', 'first.pdf')
render('first.pdf', '-o', 'again.pdf')
p.check(pathlib.Path('first.pdf').read_bytes() == pathlib.Path('again.pdf').read_bytes(),
        'a PDF does not draw itself')
tree = ElementTree.parse('first.svg')           # other prefixes, other quotes
tree.write('other.svg', encoding='utf-16')
refused('other.svg: this is not an SVG file', 'other.svg', '-o', 'no.png')
tree.write('other.svg', encoding='us-ascii')
render('other.svg', '-o', 'again.svg')
p.check(pathlib.Path('first.svg').read_bytes() == pathlib.Path('again.svg').read_bytes(),
        'an SVG saved by another library')
for name, text, sentence in (
        ('a.svg', '<svg><metadata>{"version": 99}</metadata></svg>', None),
        ('a.svg', '<svg><metadata>{"of": "others"}</metadata></svg>', None),
        ('a.svg', '<svg><metadata><rdf:RDF/></metadata></svg>', 'this SVG carries no scene'),
        ('a.svg', '<svg>', 'this is not a whole SVG file'),
        ('a.svg', '<html></html>', 'this is not an SVG file'),
        ('a.svg', '{"version": 1}', 'this is not an SVG file'),
        ('a.svg', '', 'this is not an SVG file'),
        ('a.pdf', '%PDF-1.4', 'this PDF carries no scene'),
        ('a.pdf', '<svg/>', 'this is not a PDF file')):
    pathlib.Path(name).write_text(text)
    refused(sentence and f'{name}: {sentence}', name, '-o', 'no.png')
os.rename('a.svg', 'a.svg.gz')
refused('I open .scene, .png, .svg, .pdf and .webp files, not a.svg.gz', 'a.svg.gz', '-o', 'no.png')
pathlib.Path('own.png').write_bytes(picture(*OWN, *SMALL))
own = pathlib.Path('own.png').read_bytes()
plain = zlib.decompress(dict(chunks(own))[b'zTXt'].split(b'\0', 1)[1][1:])
p.check(plain.isascii() and json.loads(plain) == scene_in(own)
        and scene_in(own)['title'] == 'Größe ∇ <&> 🙂', f'the scene as ASCII: {plain}')
magic = shutil.which('convert', path='/usr/bin')
if magic:
    subprocess.run([magic, 'own.png', '-resize', '50%', 'small.png'], check=True)
    p.check(picture('small.png', *SMALL) == pathlib.Path('own.png').read_bytes(),
            'a PNG saved again by ImageMagick')

# Without a file of its name the gallery's own scene is meant; a file goes first.
p.check(picture('two-wells.scene', *SMALL)
        == picture(str(SHIPPED / 'two-wells.scene'), *SMALL), 'two-wells.scene')
pathlib.Path('two-wells.scene').write_bytes((SHIPPED / 'saddle.scene').read_bytes())
p.check(picture('two-wells.scene', *SMALL)
        == picture(str(SHIPPED / 'saddle.scene'), *SMALL), 'the own two-wells.scene')
os.remove('two-wells.scene')
refused('cannot read ./two-wells.scene: there is no such file or folder',
        './two-wells.scene', '-o', 'a.png', status=1)

# Runs by --set: all of them, one of them, a new one; carried in the picture.
with_run = picture('x^2 + 2y^2', *SMALL, '--set', 'lr=0.2', '--set', 'start=2.6,2.2',
                   '--set', 'method=adam', '--set', 'B.start=-1,2', '--set', 'B.lr=0.5')
p.check(scene_in(with_run)['runs']
        == [{'start': [2.6, 2.2], 'method': 'adam', 'lr': 0.2},
            {'start': [-1, 2], 'method': 'adam', 'lr': 0.5}], f'{scene_in(with_run)}')
changed = picture('two-wells.scene', *SMALL, '--set', 'lr=0.01', '--set', 'B.ascend=on')
p.check([run['lr'] for run in scene_in(changed)['runs']] == [0.01, 0.01]
        and 'ascend' not in scene_in(changed)['runs'][0]
        and scene_in(changed)['runs'][1]['ascend'] is True, f'{scene_in(changed)}')
letter = scene_in(picture('k x^2 + y', *SMALL, '--set', 'k=3'))['parameters']['k']
p.check(letter['value'] == 3, 'a letter of the formula is no knob of a schedule')
for sentence, wishes in {
        'there is no run A; A.start=X,Y makes one': ['lr=0.1'],
        'there is no run B; B.start=X,Y makes one': ['start=1,1', 'B.lr=0.1'],
        "I don't know the method adm, did you mean adam?": ['start=1,1', 'method=adm'],
        'gd has no beta1; its knobs are weight_decay': ['start=1,1', 'beta1=0.5'],
        'beta1 must be at least 0 and below 1, not 1':
            ['start=1,1', 'beta1=1', 'method=adam'],
        'lr must be above 0, not 0': ['start=1,1', 'lr=0'],
        'lr must be above 0, not -1': ['start=1,1', 'lr=-1'],
        'lr: a number must be finite': ['start=1,1', 'lr=nan'],
        'clip by norm or by value, not both':
            ['start=1,1', 'clip_norm=1', 'clip_value=1'],
        'set the runs by their parts, as in start=2,1 lr=0.05 or B.method=adam':
            ['runs='],
        "I don't know the setting methd, did you mean method?": ['methd=adam']}.items():
    refused(sentence, 'x^2 + y^2', '-o', 'a.png',
            *(word for wish in wishes for word in ('--set', wish)))

# A key from the future is kept, with a word about it.
pathlib.Path('future.scene').write_text(
    '{"version": 1, "formula": "x",\n "shadow": {"deep": [1, 2]}}')
done = p.run('render', 'future.scene', *SMALL, '-o', 'future.png')
p.check(done.returncode == 0 and done.stderr.decode()
        == 'nablascope: future.scene:2:2: I don\'t know "shadow" and keep it\n',
        f'{done.stderr.decode()}')
p.check(scene_in(pathlib.Path('future.png').read_bytes())['shadow'] == {'deep': [1, 2]},
        'forgot the unknown')

# SVG, standard output, other places.
render('x^2 + 2y^2', '-o', 'bowl.svg')
svg = pathlib.Path('bowl.svg').read_bytes()
p.check(svg.lstrip().startswith(b'<') and b'</svg>' in svg, 'no SVG')

# A step in full: its card and the names of its arrows (M36, M59, M62).
render('x^2 + 2y^2', '-o', 'step.svg', '--set', 'A.start=2.6,2.2', '--set', 'A.lr=0.1',
       '--set', 'inspect=1')
step = pathlib.Path('step.svg').read_text()
for words in ('STEP 1 OF RUN A', '∇f (5.200, 8.800)', '(2.600, 2.200)', '(2.080, 1.320)',
              '1.022', 'promised −10.448', 'actual −8.629', '−η∇f'):
    p.check(words in step, f'the step in full does not say {words}')

# A race: its board, its sentence and the rule of good rates, whatever the threads.
for rule, words in (('own', ('own η', 'Momentum 61 steps', 'GD 64')),
                    ('same', ('same η for all', 'not within 200')),
                    ('good', ('good η for each', 'this start: AdaGrad 5 steps',
                              'GD 58', 'best of 51 rates from', '0.0752'))):
    race = []
    for threads in ('1', '3'):
        render('0.5(x^2 + 25y^2)', '-o', 'race.svg', '--set', 'start=-4,1.2', '--set',
               'steps=200', '--set', 'lr=0.0769', '--set', f'race={rule}',
               '--threads', threads)
        race.append(pathlib.Path('race.svg').read_text())
    p.check(race[0] == race[1], f'another race {rule} with other threads')
    for word in words + ('RACE to f &lt; 0.001', 'On this function from this start: '):
        p.check(word in race[0], f'the race {rule} does not say {word}')
render('x^2 + 2y^2', '-o', 'bowl.pdf')
pdf = pathlib.Path('bowl.pdf').read_bytes()
render('x^2 + 2y^2', '-o', 'again.pdf')
p.check(pdf.startswith(b'%PDF-') and pdf == pathlib.Path('again.pdf').read_bytes(),
        'no PDF, or another one')
if shutil.which('pdftotext'):
    words = subprocess.run(['pdftotext', 'bowl.pdf', '-'], capture_output=True).stdout
    p.check('f(x, y) = x² + 2·y²' in words.decode(), f'no text in the PDF: {words}')
for name in ('-', '/dev/stdout'):
    done = p.run('render', 'x^2 + 2y^2', *SMALL, '-o', name)
    p.check(done.returncode == 0 and done.stdout == bowl and not done.stderr,
            f'-o {name}: {done.returncode} {done.stderr}')
with open('log', 'wb') as log:
    log.write(b'before')
    log.flush()
    p.run('render', 'x^2 + 2y^2', *SMALL, '-o', '-', capture_output=False, stdout=log)
p.check(pathlib.Path('log').read_bytes() == b'before' + bowl, 'a redirected -o -')
os.mkdir('there')
pathlib.Path('there/old.png').write_bytes(b'old')
os.chmod('there/old.png', 0o640)
os.symlink('there/old.png', 'link.png')
render('x^2 + 2y^2', *SMALL, '-o', 'link.png')
p.check(os.path.islink('link.png')
        and pathlib.Path('there/old.png').read_bytes() == bowl
        and os.stat('there/old.png').st_mode & 0o777 == 0o640, 'through a link')
render('x^2 + 2y^2', *SMALL, '-o', b'\xff\xfe.png')
p.check(os.path.exists(b'\xff\xfe.png'), 'a name that is no UTF-8')
os.mkdir('-dash')
render('-x', *SMALL, '-o', '-dash/-x.png')
render(*SMALL, '--output=x.PNG', '--', '-x^2')
done = p.run('render', 'x', *SMALL, '-o', 'said.png', '--verbose')
p.check(done.stderr == b'nablascope: said.png\n' and not done.stdout, '--verbose')

# For papers and slides.
words = pathlib.Path('words.svg')
render('x^2 + 2y^2', '-o', 'words.svg', '--clean', '--caption', 'A bowl & <more>',
       '--dpi', '300')
p.check('>A bowl &amp; &lt;more&gt;</text>' in words.read_text()
        and 'f(x, y)' not in words.read_text(), '--caption')
p.check('width="614.4" height="345.6" viewBox="0 0 1920 1080"' in words.read_text(),
        'SVG of 300 dpi')
render('x^2 + 2y^2', '-o', 'words.svg', '--clean', '--caption', '')
p.check('f(x, y)' not in words.read_text() and 'id="caption"' not in words.read_text(),
        'a caption of no words')
p.check(picture('x^2 + 2y^2', *SMALL, '--transparent')[25] == 6, 'no alpha')
p.check(picture('x^2 + 2y^2', *SMALL, '--grey') != bowl, '--grey changes nothing')
if shutil.which('pdfinfo'):
    render('x^2 + 2y^2', '-o', 'paper.pdf', '--dpi', '300')
    info = subprocess.run(['pdfinfo', 'paper.pdf'], capture_output=True).stdout.decode()
    p.check('460.8 x 259.2 pts' in info, f'PDF of 300 dpi: {info}')

# What is wrong with the request.
size = '--size must be from 320x240 to 7680x4320'
shape = '--size takes WIDTHxHEIGHT in pixels, as in 1920x1080'
for text, sentence in (('0x0', size), ('999999x999999', size), ('319x240', size),
                       ('320x239', size), ('7681x4320', size),
                       ('99999999999999x1', size), ('12x', shape), ('x12', shape), ('1e3x5', shape), ('', shape),
                       ('640', shape), ('640x480x2', shape), ('-640x480', shape),
                       ('640 x480', shape), ('640X480', shape)):
    refused(sentence, 'x', '-o', 'no.png', '--size', text, memory=1 << 30)
refused('render needs a file to write: -o FILE.png', 'x')
refused('I write .png, .svg, .pdf, .webp, .mp4, .webm, .gif and .apng, not out.jpg', 'x', '-o', 'out.jpg')
refused('I write .png, .svg, .pdf, .webp, .mp4, .webm, .gif and .apng, not ', 'x', '-o', '')
refused('view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1', 'x', '-o', 'no.png', '--view',
        '1,1,1,1')
refused('view: a number must be finite', 'x', '-o', 'no.png', '--view', '-9^9^9,1,0,1')
refused('theme is light or dark', 'x', '-o', 'no.png', '--theme', 'blue')
refused("I don't know the setting thme, did you mean theme?", 'x', '-o', 'no.png',
        '--set', 'thme=dark')
refused("I don't know the setting wind, nor has the formula such a letter; it has a",
        'a*x', '-o', 'no.png', '--set', 'wind=1')
refused('a run has no setting foo', 'two-wells.scene', '-o', 'no.png', '--set',
        'A.foo=2')
pathlib.Path('outside.scene').write_text(
    '{"version": 1, "formula": "ln x", "runs": [{"start": [-1, 1]}]}')
refused('outside.scene: f has no value at the start (−1, 1)', 'outside.scene', '-o',
        'no.png')
refused('--set takes KEY=VALUE, as in theme=dark', 'x', '-o', 'no.png', '--set', 'x')
refused('set a parameter by its own name, as in a=2', 'x', '-o', 'no.png', '--set',
        'parameters=2')
refused('levels is given, so level needs a number', 'x', '-o', 'no.png', '--set',
        'levels=given')
refused('--threads must be a whole number from 1 to 256', 'x', '-o', 'no.png',
        '--threads', '0')
refused('--dpi must be from 1 to 10000', 'x', '-o', 'no.png', '--dpi', '0')
refused('nothing moves: there is no run; --sweep KEY=A..B moves a setting', 'x', '-o',
        'f_%04d.png', '--all-frames')
refused('this version does not read lessons', 'one.lesson', '-o', 'no.png')
refused(None, b'\xff\xfe', '-o', 'no.png')
refused(None, 'x +*', '-o', 'no.png')
for bad in sorted(BAD.glob('*.scene')):
    err = refused(None, str(bad), '-o', 'no.png')
    p.check(f'{bad.name}:' in err, f'{bad.name}: {err}')
pathlib.Path('bad.scene').write_text('{"version": 1, "formula": 3}')
refused('bad.scene:1:27: formula must be a text in quotes', 'bad.scene', '-o', 'no.png')
pathlib.Path('bad.scene').write_text('{"version": 1, "formula": "x *"}')
err = refused(None, 'bad.scene', '-o', 'no.png')
p.check(err.startswith('nablascope: bad.scene: After * I need'), err)
pathlib.Path('empty.scene').write_text('')
refused(None, 'empty.scene', '-o', 'no.png')
pathlib.Path('cut.png').write_bytes(first[:len(first) // 2])
refused(None, 'cut.png', '-o', 'no.png')

# What cannot be done, and leaves nothing behind.
pathlib.Path('odd.png').write_bytes(b'{}')
refused('odd.png: this is not a PNG file', 'odd.png', '-o', 'out.png')
refused('cannot read no.scene: there is no such file or folder', 'no.scene', '-o',
        'no.png', status=1)
os.mkdir('folder.scene')
os.mkfifo('pipe.scene')
refused(None, 'folder.scene', '-o', 'no.png', status=1)
refused(None, 'pipe.scene', '-o', 'no.png', status=1)
refused(None, 'x', *SMALL, '-o', 'nowhere/at/all.png', status=1)
os.mkdir('folder.png')
refused(None, 'x', *SMALL, '-o', 'folder.png', status=1)
os.symlink('/dev/full', 'full.png')
refused(None, 'x', *SMALL, '-o', 'full.png', status=1)
with open('/dev/full', 'wb') as full:
    for args in (['render', 'x', *SMALL, '-o', '-'], ['eval', 'x', '--at', '0,0'],
                 ['contours', 'x*y', '--auto'], ['list', 'settings'], ['--help']):
        done = p.run(*args, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        p.check(done.returncode == 1 and done.stderr
                == b'nablascope: cannot write to standard output: the disk is full\n',
                f'{args}: {done.returncode} {done.stderr}')
shut = subprocess.run(['sh', '-c', '"$0" eval x --at 0,0 >&-', p.path],
                      capture_output=True, check=False)
p.check(shut.returncode == 1 and shut.stderr.count(b'\n') == 1, f'shut: {shut}')
quiet = subprocess.run(['sh', '-c', '"$0" contours "sin(5x)*y" --auto | head -1',
                        p.path], capture_output=True, check=False)
p.check(quiet.stdout == b'level,line,x,y\n' and not quiet.stderr, f'{quiet.stderr}')
small = subprocess.run(['sh', '-c', 'ulimit -f 4; "$0" render x -o big.png', p.path],
                       capture_output=True, check=False)
p.check(small.returncode == 1 and small.stderr.count(b'\n') == 1
        and not [n for n in os.listdir() if 'big' in n], f'ulimit: {small}')

# Memory that does not suffice for the picture.
if not SANITIZED:
    refused('there is not enough memory for this', 'x', '-o', 'no.png', '--size',
            '7680x4320', status=1, memory=150 << 20)

# Basins: the same bytes whatever the number of threads, and progress only on a terminal.
BASINS = ['sin x sin y', *SMALL, '--set', 'basins=on', '--set', 'next.lr=0.3']
basins = picture(*BASINS)
p.check(basins != picture(*BASINS[:3]), 'no basins')
for threads in ('1', '3'):
    p.check(basins == picture(*BASINS, '--threads', threads), f'basins by {threads}')

# Interrupted: 130, the old file whole or the new one.
pathlib.Path('late.png').write_bytes(b'old')
for wait in (0.0, 0.05, 0.2):
    with subprocess.Popen([p.path, 'render', 'x^2 + 2y^2', '-o', 'late.png', '--size',
                           '3840x2160'], stderr=subprocess.DEVNULL) as child:
        try:
            child.wait(0.05 + wait)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGINT)
        # Killed outright where it had not even begun.
        p.check(child.wait() in (0, 130, -signal.SIGINT), f'interrupted: {child.returncode}')
    late = pathlib.Path('late.png').read_bytes()
    p.check(late == b'old' or size_of(late) == (3840, 2160), 'torn')
p.check(not [n for n in os.listdir() if n.endswith('.tmp')], f'left {os.listdir()}')
p.ends()
