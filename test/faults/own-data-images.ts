// Hostile archives and image files: bombs, lying sizes, wrong checksums, odd names.

import { deflateRawSync, deflateSync } from 'node:zlib';
import type { Random } from '../../src/base/random.ts';
import { crc32 } from '../../src/own-data/crc32.ts';
import { png, pngFiles, text, zip } from '../../src/own-data/files.fixture.ts';
import { chunk, claiming } from './own-data-png.ts';
import { GOOD, type Fault, type Files } from './own-data-good.ts';

const NAMES = ['cat', 'dog', 'owl'];
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

const images = pngFiles(GOOD, NAMES);
const archive = (more: Record<string, Uint8Array> = {}, level: 0 | 6 = 6): Files => ({
  'x.zip': zip({ ...images, ...more }, level),
});
/** The good archive with one more file, which is to be refused. */
const withFile = (path: string, bytes: Uint8Array) => () => archive({ [path]: bytes });

/** The good archive, changed in its bytes. `entry` is the place of a random entry in its directory, `end` that of its end. */
function edited(
  change: (view: DataView, entry: number, end: number, random: Random) => void,
  level: 0 | 6 = 6,
) {
  return (random: Random): Files => {
    const bytes = archive({}, level)['x.zip']!;
    const view = new DataView(bytes.buffer);
    const entries: number[] = [];
    let end = 0;
    for (let at = 0; at + 4 <= bytes.length; at++) {
      const signature = view.getUint32(at, true);
      if (signature === CENTRAL) entries.push(at);
      if (signature === END) end = at;
    }
    change(view, entries[random.below(entries.length)]!, end, random);
    return { 'x.zip': bytes };
  };
}

const plain = new Uint8Array(784).fill(200);
const zeros = new Uint8Array(24 * 2 ** 20);
const bomb = deflateSync(zeros);
const packedZeros = new Uint8Array(deflateRawSync(zeros));
const zerosChecksum = crc32(zeros);
const row = deflateSync(new Uint8Array(28 * 29));

/** An archive whose one more entry, of deflated zeros, claims `size` bytes. */
function bombOf(size: number) {
  return (): Files => {
    const bytes = zip({ ...images, 'cat/bomb.png': packedZeros }, 0);
    const view = new DataView(bytes.buffer);
    let last = 0;
    for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === CENTRAL) last = at;
    view.setUint16(last + 10, 8, true);
    view.setUint32(last + 16, zerosChecksum, true);
    view.setUint32(last + 24, size, true);
    return { 'x.zip': bytes };
  };
}

/** The good images in folders of other names. */
const renamed =
  (names: readonly string[], folder = '') =>
  (): Files => ({ 'x.zip': zip(pngFiles(GOOD, names, folder)) });

export const imageFaults: readonly Fault[] = [
  {
    fault: 'zip: cut off',
    verdict: 'bad',
    files: (random) => {
      const bytes = archive()['x.zip']!;
      return { 'x.zip': bytes.slice(0, 4 + random.below(bytes.length - 4)) };
    },
  },
  {
    fault: 'zip: some bytes changed',
    verdict: 'images',
    files: (random) => {
      const bytes = archive()['x.zip']!;
      for (let i = random.below(4); i >= 0; i--) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
      return { 'x.zip': bytes };
    },
  },
  {
    fault: 'zip: wrong checksum',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 16, 7, true)),
  },
  {
    fault: 'zip: a smaller size',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 24, 10, true)),
  },
  {
    fault: 'zip: a larger size',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 24, 9_999, true)),
  },
  {
    fault: 'zip: a stored size that lies',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 24, 9_999, true), 0),
  },
  {
    fault: 'zip: a packed size beyond the end',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 20, 2 ** 30, true)),
  },
  {
    fault: 'zip: an offset beyond the end',
    verdict: 'less',
    files: edited((view, entry) => view.setUint32(entry + 42, 0xfffffff0, true)),
  },
  {
    fault: 'zip: an offset into other data',
    verdict: 'less',
    files: edited((view, entry, _, random) => view.setUint32(entry + 42, 1 + random.below(20), true)),
  },
  {
    fault: 'zip: encrypted',
    verdict: 'less',
    files: edited((view, entry) => view.setUint16(entry + 8, 1, true)),
  },
  {
    fault: 'zip: another compression',
    verdict: 'less',
    files: edited((view, entry, _, random) => view.setUint16(entry + 10, 9 + random.below(90), true)),
  },
  {
    fault: 'zip: a long name',
    verdict: 'bad',
    files: edited((view, entry) => view.setUint16(entry + 28, 0xffff, true)),
  },
  {
    fault: 'zip: more entries than there are',
    verdict: 'bad',
    files: edited((view, _, end) => view.setUint16(end + 10, 500, true)),
  },
  {
    fault: 'zip: an end that points anywhere',
    verdict: 'bad',
    files: edited((view, _, end, random) => view.setUint32(end + 16, 1 + random.below(2 ** 31), true)),
  },
  {
    fault: 'zip: entries over one another',
    verdict: 'bad',
    files: () => {
      // Every entry claims the same 40 MB.
      const bytes = zip(
        Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i % 3}/${i}.png`, new Uint8Array(9)])),
        0,
      );
      const view = new DataView(bytes.buffer);
      for (let at = 0; at + 46 <= bytes.length; at++) {
        if (view.getUint32(at, true) === CENTRAL) view.setUint32(at + 24, 40 * 2 ** 20, true);
      }
      return { 'x.zip': bytes };
    },
  },
  { fault: 'zip: a bomb', verdict: 'less', files: bombOf(zeros.length) },
  { fault: 'zip: a bomb that claims 2 kB', verdict: 'less', files: bombOf(2000) },
  { fault: 'zip: a bomb of 4 GB', verdict: 'bad', files: bombOf(0xfffffffe) },
  { fault: 'zip: nothing in it', verdict: 'bad', files: () => ({ 'x.zip': zip({}) }) },
  { fault: 'zip: an archive inside', verdict: 'less', files: withFile('cat/inner.zip', zip(images)) },
  {
    fault: 'zip: an archive under another name',
    verdict: 'less',
    files: withFile('cat/inner.data', zip(images)),
  },
  { fault: 'names: leading out of the archive', verdict: 'same', files: renamed(NAMES, '../../../etc/') },
  { fault: 'names: of a Windows path', verdict: 'same', files: renamed(NAMES, 'C:\\..\\set\\') },
  {
    fault: 'names: scripts',
    verdict: 'same',
    names: ['"><b onload=x>', '<img src=x onerror=y>', 'javascript:z'],
    files: renamed(['"><b onload=x>', '<img src=x onerror=y>', 'javascript:z']),
  },
  {
    fault: 'names: of JavaScript’s objects',
    verdict: 'same',
    names: ['__proto__', 'constructor', 'toString'],
    files: renamed(['__proto__', 'constructor', 'toString']),
  },
  {
    fault: 'names: invisible characters',
    verdict: 'same',
    files: renamed(['c\u202eat', 'd\u0000og\u0007', '\u2066owl \n']),
  },
  { fault: 'names: of nothing visible', verdict: 'bad', files: renamed(['\u202e', '\u0001', ' ']) },
  {
    fault: 'names: 10 MB of a class',
    verdict: 'bad',
    files: () => ({ [`${'x'.repeat(10_000_000)}/1.png`]: png(plain) }),
  },
  {
    fault: 'names: 101 classes',
    verdict: 'bad',
    files: () => ({
      'x.zip': zip(Object.fromEntries(Array.from({ length: 101 }, (_, k) => [`c${k}/1.png`, png(plain)]))),
    }),
  },
  { fault: 'names: one class', verdict: 'bad', files: renamed(['cat', 'cat', 'cat']) },
  {
    fault: 'names: no class',
    verdict: 'bad',
    files: () => ({ 'x.zip': zip({ '1.png': png(plain), 'train/2.png': png(plain) }) }),
  },
  {
    fault: 'names: empty folders',
    verdict: 'same',
    files: () => archive({ 'ant/': new Uint8Array(0), 'bee/.keep': new Uint8Array(0) }),
  },
  { fault: 'image: no bytes', verdict: 'less', files: withFile('cat/more.png', new Uint8Array(0)) },
  {
    fault: 'image: cut off',
    verdict: 'less',
    files: (random) => archive({ 'cat/more.png': png(plain).slice(0, 8 + random.below(60)) }),
  },
  {
    fault: 'image: some bytes changed',
    verdict: 'less',
    files: (random) => {
      // A PNG file has a checksum over every chunk.
      const bytes = png(plain);
      bytes[8 + random.below(bytes.length - 8)]! ^= 1 << random.below(8);
      return archive({ 'cat/more.png': bytes });
    },
  },
  {
    fault: 'image: 100,000 pixels wide',
    verdict: 'less',
    files: withFile('cat/more.png', claiming(100_000, 100_000, row)),
  },
  {
    fault: 'image: 4 billion pixels wide',
    verdict: 'less',
    files: withFile('cat/more.png', claiming(0xffffffff, 1, row)),
  },
  { fault: 'image: no pixels', verdict: 'less', files: withFile('cat/more.png', claiming(0, 28, row)) },
  {
    fault: 'image: fewer rows than claimed',
    verdict: 'less',
    files: withFile('cat/more.png', claiming(28, 4000, row)),
  },
  { fault: 'image: a bomb', verdict: 'less', files: withFile('cat/more.png', claiming(28, 28, bomb)) },
  {
    fault: 'image: a colour profile that is a bomb',
    verdict: 'more',
    files: withFile(
      'cat/more.png',
      claiming(28, 28, row, chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), bomb]))),
    ),
  },
  {
    fault: 'image: an animation',
    verdict: 'less',
    files: withFile('cat/more.png', claiming(28, 28, row, chunk('acTL', Buffer.alloc(8)))),
  },
  {
    fault: 'image: a GIF named PNG',
    verdict: 'less',
    files: withFile('cat/more.png', text(`GIF89a${'x'.repeat(100)}`)),
  },
  {
    fault: 'image: an SVG with a script',
    verdict: 'less',
    files: withFile('cat/more.svg', text('<svg xmlns="x"><script>alert(1)</script></svg>')),
  },
  {
    fault: 'image: HEIC',
    verdict: 'less',
    files: withFile('cat/more.jpg', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic')),
  },
  {
    fault: 'image: a JPEG without an end',
    verdict: 'less',
    files: withFile('cat/more.jpg', new Uint8Array(Buffer.from('ffd8ffc0000b080038001c01011100ffda', 'hex'))),
  },
  {
    fault: 'image: other sizes',
    verdict: 'more',
    files: (random) => {
      const [width, height] = [1 + random.below(90), 1 + random.below(90)];
      return archive({ 'cat/more.png': png(new Uint8Array(width * height).fill(99), width, height) });
    },
  },
];
