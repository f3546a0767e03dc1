import { describe, expect, test } from 'vitest';
import { png, readOrThrow, refusalOf, text, tryRead, zip } from './files.fixture.ts';

const image = (value: number) => png(new Uint8Array(784).fill(value));
const two = (folder = '') => ({
  [`${folder}a/1.png`]: image(1),
  [`${folder}a/2.png`]: image(2),
  [`${folder}b/1.png`]: image(3),
  [`${folder}b/2.png`]: image(4),
});
const namesOf = async (files: Record<string, Uint8Array>) =>
  (await readOrThrow({ 'x.zip': zip(files) })).summary.classes.map(({ name }) => name);

/** The archive `bytes` with all sizes, offsets and counts in ZIP64 fields. */
function asZip64(bytes: Uint8Array, count?: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  const start = view.getUint32(end + 16, true);
  const parts: Uint8Array[] = [bytes.subarray(0, start)];
  let at = start;
  for (; at < end;) {
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const entry = Buffer.from(bytes.subarray(at, nameEnd));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    for (const [k, field] of [24, 20, 42].entries()) {
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + 8 * k);
      entry.writeUInt32LE(0xffffffff, field);
    }
    entry.writeUInt16LE(extra.length, 30);
    parts.push(entry, extra);
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const recordAt = parts.reduce((sum, { length }) => sum + length, 0);
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(count ?? view.getUint16(end + 10, true)), 32);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(recordAt), 64);
  const last = Buffer.from(bytes.subarray(end));
  last.writeUInt16LE(0xffff, 10);
  last.writeUInt32LE(0xffffffff, 16);
  return new Uint8Array(Buffer.concat([...parts, record, last]));
}

describe('archives and folders', () => {
  test('the last folder names the class, others the part, wherever they stand', async () => {
    const { summary } = await readOrThrow({
      'x.zip': zip({ ...two('set/Train/'), 'set/testing/a/9.png': image(9), 'set/b/test/8.png': image(8) }),
    });
    expect(summary).toMatchObject({ suggestedName: 'x', format: 'images', trainCount: 4, testCount: 2 });
    expect(summary.classes.map(({ name, testCount }) => [name, testCount])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  test('validation images are the test part where there is none', async () => {
    const { summary } = await readOrThrow({ 'x.zip': zip({ ...two('train/'), 'val/a/5.png': image(5) }) });
    expect(summary).toMatchObject({ trainCount: 4, testCount: 1, heldOut: false });
  });

  test('hidden and system files are left out and counted', async () => {
    const { summary } = await readOrThrow({
      'x.zip': zip({
        ...two(),
        '__MACOSX/a/._1.png': text('x'),
        'a/.DS_Store': text('x'),
        'a/Thumbs.db': text('x'),
        'b/desktop.ini': text('x'),
        '.git/c/1.png': image(1),
      }),
    });
    expect(summary).toMatchObject({ ignoredCount: 5, refused: [], trainCount: 2, testCount: 2 });
    expect(summary.classes).toHaveLength(2);
  });

  test('other files are named with their reasons', async () => {
    const { summary } = await readOrThrow({
      'x.zip': zip({
        ...two(),
        'a/inner.zip': zip(two()),
        'a/readme.txt': text('hello there'),
        'a/bad.png': text('not an image'),
        'a/anim.gif': text('GIF89a..........'),
        'root.png': image(7),
        'b/empty.png': new Uint8Array(0),
        'b/cut.png': image(1).slice(0, 50),
      }),
    });
    const reasons = Object.fromEntries(
      summary.refused.map(({ refusal, count }) => [refusal.reason, [refusal.file, count]]),
    );
    expect(reasons).toEqual({
      'nested-archive': ['x.zip/a/inner.zip', 1],
      'other-type': ['x.zip/a/readme.txt', 2],
      'image-type': ['x.zip/a/anim.gif', 1],
      'no-class': ['x.zip/root.png', 1],
      empty: ['x.zip/b/empty.png', 1],
      'cut-off': ['x.zip/b/cut.png', 1],
    });
  });

  test('names of a Chinese Windows, in GBK, and of a Mac, decomposed', async () => {
    const bytes = zip({
      'AAAA/1.png': image(1),
      'AAAA/2.png': image(2),
      'b/1.png': image(3),
      'b/2.png': image(4),
    });
    // GBK of 短靴 in place of each AAAA; the flag for UTF-8 is not set for ASCII names.
    for (let i = 0; i + 4 <= bytes.length; i++) {
      if (text('AAAA').every((byte, k) => bytes[i + k] === byte)) bytes.set([0xb6, 0xcc, 0xd1, 0xa5], i);
    }
    const { summary } = await readOrThrow({ 'x.zip': bytes });
    expect(summary.classes.map(({ name }) => name)).toEqual(['b', '短靴']);
    expect(await namesOf({ ...two(), 'e\u0301/1.png': image(5), '\u00e9/2.png': image(6) })).toEqual([
      'a',
      'b',
      'é',
    ]);
  });

  test('names that lead out of the archive name nothing but their class', async () => {
    expect(await namesOf({ ...two('../../etc/'), '/b/3.png': image(5), 'a\\4.png': image(6) })).toEqual([
      'a',
      'b',
    ]);
    expect(await refusalOf({ 'x.zip': zip({ '../1.png': image(1), './2.png': image(2) }) })).toMatchObject({
      reason: 'no-class',
    });
  });

  test('numbers sort as numbers, names in natural order', async () => {
    const folders = ['10', '9', 'x10', 'x9', 'X', 'b', '-1'];
    const files = Object.fromEntries(folders.flatMap((name, i) => [[`${name}/1.png`, image(i)]]));
    expect(await namesOf(files)).toEqual(['-1', '9', '10', 'X', 'b', 'x9', 'x10']);
  });

  test('a wrong checksum or size refuses that file alone', async () => {
    const bytes = zip(two(), 0);
    const view = new DataView(bytes.buffer);
    const directory = bytes.findIndex(
      (_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50,
    );
    for (const [at, reason] of [
      [16, 'checksum'],
      [24, 'damaged'],
    ] as const) {
      const changed = bytes.slice();
      changed[directory + at]! ^= 1;
      expect(await tryRead({ 'x.zip': changed })).toMatchObject({
        summary: {
          trainCount: 2,
          testCount: 1,
          refused: [{ count: 1, refusal: { file: 'x.zip/a/1.png', reason } }],
        },
      });
    }
  });

  test('the unpacked size is checked before anything is unpacked', async () => {
    const bytes = zip(two());
    const view = new DataView(bytes.buffer);
    const directory = bytes.findIndex(
      (_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50,
    );
    view.setUint32(directory + 24, 600 * 2 ** 20, true);
    expect(await refusalOf({ 'x.zip': bytes })).toMatchObject({
      file: 'x.zip/a/1.png',
      reason: 'too-large',
      megabytes: 601,
      limit: 500,
    });
  });

  test('ZIP64: counts, offsets and sizes of 64 bits', async () => {
    const bytes = zip(two());
    const plain = await readOrThrow({ 'x.zip': bytes });
    const { data, summary } = await readOrThrow({ 'x.zip': asZip64(bytes) });
    expect(summary.refused).toEqual([]);
    expect(data.finish('x')).toEqual(plain.data.finish('x'));
    expect(await refusalOf({ 'x.zip': asZip64(bytes, 2 ** 40) })).toMatchObject({
      reason: 'too-many-entries',
      entries: 2 ** 40,
    });
  });

  test('a cut off or foreign archive is refused as a whole', async () => {
    const bytes = zip(two());
    expect(await refusalOf({ 'x.zip': bytes.slice(0, -1) })).toEqual({ file: 'x.zip', reason: 'cut-off' });
    expect(await refusalOf({ 'x.7z': bytes })).toEqual({ file: 'x.7z', reason: 'other-archive' });
    expect(await refusalOf({ 'x.zip': text('nothing like it') })).toEqual({
      file: 'x.zip',
      reason: 'other-type',
    });
    expect(await refusalOf({})).toEqual({ file: '', reason: 'no-files' });
  });
});
