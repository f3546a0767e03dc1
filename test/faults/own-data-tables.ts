// Hostile IDX, gzip and CSV files: lying shapes, bombs, values and labels that are none.

import { gzipSync } from 'node:zlib';
import type { Random } from '../../src/base/random.ts';
import { csvFile, idxFile, text } from '../../src/own-data/files.fixture.ts';
import { GOOD, type Fault, type Files } from './own-data-good.ts';

const count = GOOD.labels.length;
const idxImages = idxFile([count, 28, 28], GOOD.images);
const idxLabels = idxFile([count], GOOD.labels);
const pair = (images = idxImages, labels = idxLabels): Files => ({ 'a-images': images, 'a-labels': labels });
const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
const packed = gzip(idxImages);
const bomb = gzip(new Uint8Array(24 * 2 ** 20));

function changed(bytes: Uint8Array<ArrayBuffer>, change: (view: DataView, bytes: Uint8Array) => void) {
  const copy = bytes.slice();
  change(new DataView(copy.buffer), copy);
  return copy;
}

/** Some bytes of `bytes` from `start` to `end` changed. */
const flipped = (bytes: Uint8Array<ArrayBuffer>, random: Random, start = 0, end = bytes.length) =>
  changed(bytes, (_, copy) => {
    for (let i = random.below(3); i >= 0; i--)
      copy[start + random.below(end - start)]! ^= 1 << random.below(8);
  });

const noise = (length: number, random: Random) => Uint8Array.from({ length }, () => random.below(256));
const cut = (bytes: Uint8Array<ArrayBuffer>, random: Random) =>
  bytes.slice(0, 1 + random.below(bytes.length - 1));

const csv = Buffer.from(csvFile(GOOD)).toString();
const rows = csv.trimEnd().split('\n');
const table = (content: string | Uint8Array<ArrayBuffer>): Files => ({
  'x.csv': typeof content === 'string' ? text(content) : content,
});
/** The good table with one cell of a random row replaced; column 0 is the label. */
const withCell = (value: string, column?: number) => (random: Random) => {
  const at = 1 + random.below(count);
  const place = column ?? 1 + random.below(784);
  return table(rows.map((row, i) => (i === at ? row.split(',').with(place, value).join() : row)).join('\n'));
};
const bad = (fault: string, files: Fault['files']): Fault => ({ fault, verdict: 'bad', files });
const same = (fault: string, files: Fault['files']): Fault => ({ fault, verdict: 'same', files });

export const tableFaults: readonly Fault[] = [
  bad('idx: cut off', (random) => pair(cut(idxImages, random))),
  bad('idx: bytes after its end', () => pair(new Uint8Array([...idxImages, 0]))),
  bad('idx: a count of 4 billion', () => pair(changed(idxImages, (view) => view.setUint32(4, 0xffffffff)))),
  bad('idx: a product beyond 2^53', () => pair(idxFile([2 ** 31, 28, 28, 2 ** 31], GOOD.images))),
  bad('idx: another count', (random) =>
    pair(changed(idxImages, (view) => view.setUint32(4, random.below(count)))),
  ),
  bad('idx: sides of 14 and 56', () => pair(idxFile([count, 14, 56], GOOD.images))),
  bad('idx: an unknown type', () => pair(changed(idxImages, (_, bytes) => (bytes[2] = 10)))),
  bad('idx: no dimensions', () => pair(changed(idxImages, (_, bytes) => (bytes[3] = 0)))),
  bad('idx: 255 dimensions', () => pair(changed(idxImages, (_, bytes) => (bytes[3] = 255)))),
  bad('idx: floating-point labels', () => pair(idxImages, idxFile([count], new Uint8Array(4 * count), 13))),
  bad('idx: images without labels', () => ({ 'a-images': idxImages })),
  bad('idx: one label too few', () => pair(idxImages, idxFile([count - 1], GOOD.labels.slice(1)))),
  bad('idx: two sets of labels', () => ({ ...pair(), 'b-labels': idxLabels, 'c-images': idxImages })),
  bad('idx: 101 classes', () =>
    pair(
      idxFile([101, 28, 28], new Uint8Array(101 * 784)),
      idxFile(
        [101],
        Uint8Array.from({ length: 101 }, (_, k) => k),
      ),
    ),
  ),
  bad('idx: one class', () => pair(idxImages, idxFile([count], new Uint8Array(count)))),
  {
    fault: 'idx: some bytes of the header',
    verdict: 'open',
    files: (random) => pair(flipped(idxImages, random, 0, 16)),
  },
  {
    fault: 'idx: some bytes of the labels',
    verdict: 'images',
    files: (random) => pair(idxImages, flipped(idxLabels, random)),
  },
  same('gzip: as it should be', () => pair(packed)),
  bad('gzip: cut off', (random) => pair(cut(packed, random))),
  bad('gzip: a wrong checksum', () => pair(changed(packed, (view) => view.setUint32(packed.length - 8, 1)))),
  bad('gzip: a size of 4 GB', () =>
    pair(changed(packed, (view) => view.setUint32(packed.length - 4, 0xffffffff))),
  ),
  bad('gzip: another size', (random) =>
    pair(changed(packed, (view) => view.setUint32(packed.length - 4, random.below(2 ** 20), true))),
  ),
  { fault: 'gzip: some bytes changed', verdict: 'images', files: (random) => pair(flipped(packed, random)) },
  bad('gzip: zeros', () => pair(bomb)),
  bad('gzip: a bomb that claims 20 kB', () =>
    pair(changed(bomb, (view) => view.setUint32(bomb.length - 4, 20_000, true))),
  ),
  bad('gzip: twice', () => pair(gzip(packed))),
  bad('gzip: a name without an end', () =>
    pair(changed(packed.slice(0, 40).fill(7, 10), (_, bytes) => (bytes[3] = 8))),
  ),
  bad('csv: a label of NaN', withCell('NaN', 0)),
  bad('csv: no label', withCell('', 0)),
  bad('csv: half a label', withCell('0.5', 0)),
  bad('csv: an infinite label', withCell('Infinity', 0)),
  bad('csv: 10 MB of a label', withCell('x'.repeat(10_000_000), 0)),
  bad('csv: a label of invisible characters', withCell('\u202e', 0)),
  bad('csv: a value of NaN', withCell('nan')),
  bad('csv: an empty value', withCell('')),
  bad('csv: a value of a word', withCell('=cmd()')),
  bad('csv: a negative value', withCell('-1')),
  bad('csv: a large value', withCell('1e999')),
  bad('csv: a hexadecimal value', withCell('0x10')),
  bad('csv: a value with a comma in quotes', withCell('"1,5"')),
  bad('csv: an open quote', withCell('"1')),
  bad('csv: one value too few', () =>
    table(rows.map((row, i) => (i === 9 ? row.slice(0, row.lastIndexOf(',')) : row)).join('\n')),
  ),
  bad('csv: one value too many', () => table(rows.map((row, i) => (i === 9 ? `${row},1` : row)).join('\n'))),
  bad('csv: 64 columns', () => table(rows.map((row) => row.split(',').slice(0, 64).join()).join('\n'))),
  bad('csv: no labels', () => table(rows.map((row) => row.slice(row.indexOf(',') + 1)).join('\n'))),
  bad('csv: a header alone', () => table(rows[0]!)),
  bad('csv: 5 MB without a line end', () => table('1,'.repeat(2_500_000))),
  bad('csv: commas', () => table(','.repeat(784))),
  bad('csv: zeros', () => table(new Uint8Array(100_000))),
  bad('csv: noise', (random) => table(noise(50_000, random))),
  bad('csv: no bytes', () => table('')),
  bad('csv: cut off in a row', () => table(csv.slice(0, -100))),
  same('csv: 100,000 empty lines', () => table(`${csv}${'\n'.repeat(100_000)}`)),
  same('csv: labels as scripts', () =>
    table([rows[0]!, ...rows.slice(1).map((row) => row.replace(/^\d/, '<script>$&</script>'))].join('\n')),
  ),
  same('csv: labels of JavaScript’s objects', () =>
    table(
      csv.replaceAll(/^[012](?=,)/gm, (label) => ['__proto__', 'constructor', 'toString'][Number(label)]!),
    ),
  ),
  { fault: 'csv: some bytes changed', verdict: 'open', files: (random) => table(flipped(text(csv), random)) },
  ...['png', 'zip', 'csv', 'gz', 'idx', 'npz', 'dat'].map((extension) =>
    bad(`noise: named ${extension}`, (random) => ({ [`a/x.${extension}`]: noise(3000, random) })),
  ),
];
