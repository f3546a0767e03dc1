// Hostile NumPy files and archives of them: lying headers, types and orders, values and labels that are none, bombs.

import type { Random } from '../../src/base/random.ts';
import { npyBytes, npyFile, zip } from '../../src/own-data/files.fixture.ts';
import { GOOD, type Fault, type Files } from './own-data-good.ts';

const count = GOOD.labels.length;
const shape = [count, 28, 28];
const images = npyFile(shape, GOOD.images);
const labels = npyFile([count], GOOD.labels);
const archive = (x = images, y = labels): Files => ({ 'x.npz': zip({ 'x_train.npy': x, 'y_train.npy': y }) });
const files = (x = images, y = labels): Files => ({ 'x.npy': x, 'y.npy': y });
const bytesOf = ({ buffer }: { buffer: ArrayBuffer }) => new Uint8Array(buffer);

/** The images with another text for a part of the header, of the same length. */
const header = (from: string, to: string) => {
  const bytes = Buffer.from(images);
  const at = bytes.indexOf(from, 0, 'latin1');
  bytes.write(to.padEnd(from.length), at, 'latin1');
  return new Uint8Array(bytes);
};
const changed = (bytes: Uint8Array<ArrayBuffer>, change: (view: DataView) => void) => {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
};
/** One byte or more of `bytes`, from `start` to `end`, changed. */
const flipped = (bytes: Uint8Array<ArrayBuffer>, random: Random, start = 0, end = bytes.length) => {
  const copy = bytes.slice();
  for (let i = random.below(3); i >= 0; i--) copy[start + random.below(end - start)]! ^= 1 << random.below(8);
  return copy;
};
/** The images as numbers of 64 bits, one of them another. */
const withValue = (value: number) => (random: Random) => {
  const values = Float64Array.from(GOOD.images);
  values[random.below(values.length)] = value;
  return archive(npyFile(shape, bytesOf(values), '<f8'));
};
const withLabel = (value: number) => (random: Random) => {
  const values = Float64Array.from(GOOD.labels);
  values[random.below(count)] = value;
  return archive(images, npyFile([count], bytesOf(values), '<f8'));
};
const bad = (fault: string, files: Fault['files']): Fault => ({ fault, verdict: 'bad', files });
const same = (fault: string, files: Fault['files']): Fault => ({ fault, verdict: 'same', files });

const bomb = zip({ 'x_train.npy': new Uint8Array(24 * 2 ** 20), 'y_train.npy': labels });
/** The archive's directory says that its first entry has `size` bytes. */
const claiming = (size: number) => (): Files => {
  const bytes = Buffer.from(bomb);
  return {
    'x.npz': changed(bomb, (view) =>
      view.setUint32(bytes.indexOf('PK\u0001\u0002', 0, 'latin1') + 24, size, true),
    ),
  };
};

export const numpyFaults: readonly Fault[] = [
  same('npz: as it should be', () => archive()),
  same('npy: as it should be', () => files()),
  bad('npy: cut off in the header', (random) => files(images.slice(0, 8 + random.below(110)))),
  bad('npy: cut off', (random) => files(images.slice(0, 200 + random.below(images.length - 200)))),
  bad('npy: bytes after its end', () => files(new Uint8Array([...images, 0]))),
  bad('npy: version 9', () => files(changed(images, (view) => view.setUint8(6, 9)))),
  bad('npy: a header of 65,535 bytes', () =>
    files(changed(images, (view) => view.setUint16(8, 0xffff, true))),
  ),
  bad('npy: a header of 4 GB', () =>
    files(
      changed(images, (view) => {
        view.setUint8(6, 2);
        view.setUint32(8, 0xffffffff, true);
      }),
    ),
  ),
  bad('npy: no header', () => files(changed(images, (view) => view.setUint16(8, 0, true)))),
  bad('npy: a header that is no dictionary', () => files(npyBytes('__import__("os")', GOOD.images))),
  bad('npy: a header of code', () =>
    files(npyBytes("{'descr': eval('1'), 'shape': (24, 28, 28)}", GOOD.images)),
  ),
  bad('npy: a header of brackets', () => files(npyBytes(`{${'('.repeat(60_000)}}`, GOOD.images))),
  bad('npy: no shape', () => files(header("'shape'", "'shade'"))),
  bad('npy: a negative shape', () => files(header('(24, 28, 28)', '(-4, 28, 28)'))),
  bad('npy: a shape of words', () => files(header('(24, 28, 28)', '(aa, 28, 28)'))),
  bad('npy: a shape of 4 billion', () =>
    files(npyBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967295, 28, 28), }", GOOD.images)),
  ),
  bad('npy: a shape beyond 2^53', () =>
    files(
      npyBytes(
        `{'descr': '|u1', 'fortran_order': False, 'shape': (${'9'.repeat(300)}, 28, 28), }`,
        GOOD.images,
      ),
    ),
  ),
  bad('npy: no images', () => files(npyFile([0, 28, 28], new Uint8Array(0)))),
  bad('npy: no dimensions', () => files(npyFile([], GOOD.images))),
  bad('npy: another count', (random) => files(header('(24,', `(${String(random.below(24)).padStart(2)},`))),
  bad('npy: sides of 14 and 56', () => files(npyFile([count, 14, 56], GOOD.images))),
  bad('npy: four colours', () => files(npyFile([6, 28, 28, 4], GOOD.images))),
  bad('npy: objects', () => files(header('|u1', '|O'))),
  bad('npy: text', () => files(images, npyFile([count], new Uint8Array(4 * count), '<U1'))),
  bad('npy: complex numbers', () => files(npyFile(shape, new Uint8Array(16 * GOOD.images.length), '<c16'))),
  bad('npy: dates', () => files(npyFile(shape, new Uint8Array(8 * GOOD.images.length), '<M8'))),
  bad('npy: a record', () =>
    files(
      npyBytes("{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (24, 28, 28), }", GOOD.images),
    ),
  ),
  bad('npy: numbers of 16 bytes', () => files(header("'|u1'", "'<i16'"))),
  bad('npy: wider numbers than there are', () => files(header('|u1', '<f8'))),
  bad('npy: several classes for an image', () =>
    files(images, npyFile([count, 3], new Uint8Array(3 * count))),
  ),
  bad('npy: one label too few', () => files(images, npyFile([count - 1], GOOD.labels.slice(1)))),
  bad('npy: two arrays of labels', () => ({ ...files(), 'z.npy': labels })),
  bad('npy: images without labels', () => ({ 'x.npy': images })),
  bad('npy: 101 classes', () =>
    files(
      npyFile([101, 28, 28], new Uint8Array(101 * 784)),
      npyFile(
        [101],
        Uint8Array.from({ length: 101 }, (_, k) => k),
      ),
    ),
  ),
  bad('npz: a value of NaN', withValue(Number.NaN)),
  bad('npz: a value without an end', withValue(Infinity)),
  bad('npz: a negative value', withValue(-0.001)),
  bad('npz: a value of 256', withValue(256)),
  bad('npz: half a label', withLabel(0.5)),
  bad('npz: a label of NaN', withLabel(Number.NaN)),
  bad('npz: a label of 2^53', withLabel(2 ** 53)),
  bad('npz: a label of 64 bits', () => {
    const values = BigInt64Array.from(GOOD.labels, BigInt);
    values[3] = 2n ** 62n;
    return archive(images, npyFile([count], bytesOf(values), '<i8'));
  }),
  bad('npz: a zip inside', () => ({ 'x.npz': zip({ 'x_train.npz': archive()['x.npz']! }) })),
  bad('npz: an array twice', () => ({
    'x.npz': zip({ 'x_train.npy': images, 'y_train.npy': labels, 'a/y_train.npy': labels }),
  })),
  bad('npz: the test part twice', () => ({
    'x.npz': zip({ 'x_test.npy': images, 'y_test.npy': labels, 'x_val.npy': images, 'y_val.npy': labels }),
  })),
  bad('npz: cut off', (random) => {
    const bytes = archive()['x.npz']!;
    return { 'x.npz': bytes.slice(0, 1 + random.below(bytes.length - 1)) };
  }),
  bad('npz: zeros', () => ({ 'x.npz': bomb })),
  bad('npz: a bomb that claims 1 kB', claiming(1000)),
  bad('npz: a bomb that claims 4 GB', claiming(0xfffffffe)),
  {
    fault: 'npz: some bytes changed',
    verdict: 'images',
    files: (random) => ({ 'x.npz': flipped(archive()['x.npz']!, random) }),
  },
  {
    fault: 'npy: some bytes of the header',
    verdict: 'open',
    files: (random) => files(flipped(images, random, 0, 128)),
  },
  {
    fault: 'npy: some bytes of the labels',
    verdict: 'images',
    files: (random) => files(images, flipped(labels, random, 128)),
  },
];
