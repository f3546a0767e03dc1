import { describe, expect, test } from 'vitest';
import { idxFile, npyBytes, npyFile, readOrThrow, refusalOf, zip } from './files.fixture.ts';

const COUNT = 6;
/** [count, 28, 28], no two values of an image the same beside each other. */
const images = (count = COUNT, first = 0) =>
  Uint8Array.from({ length: 784 * count }, (_, k) => (first + 7 * Math.floor(k / 784) + 3 * (k % 784)) % 256);
const labels = (count = COUNT) => Uint8Array.from({ length: count }, (_, i) => i % 2);
const imageFile = npyFile([COUNT, 28, 28], images());
const labelFile = npyFile([COUNT], labels());

const bytesOf = ({ buffer }: { buffer: ArrayBuffer }) => new Uint8Array(buffer);
const wide = (make: (count: number) => { buffer: ArrayBuffer }) => bytesOf(make(COUNT));
const bigEndian = (values: Uint8Array) => {
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, i) => view.setUint16(2 * i, value));
  return new Uint8Array(view.buffer);
};
/** [28, 28, count] to [count, 28, 28] and back: the order in which the first axis varies fastest. */
const firstFastest = (values: Uint8Array, extents: readonly [number, number, number]) => {
  const [n, rows, columns] = extents;
  return Uint8Array.from({ length: values.length }, (_, k) => {
    const [i, row, column] = [k % n, Math.floor(k / n) % rows, Math.floor(k / (n * rows))];
    return values[(i * rows + row) * columns + column]!;
  });
};

const hashOf = async (files: Record<string, Uint8Array<ArrayBuffer>>) =>
  (await readOrThrow(files)).data.finish('x').facts.contentHash;
const expected = () =>
  hashOf({ 'a-images': idxFile([COUNT, 28, 28], images()), 'a-labels': idxFile([COUNT], labels()) });

describe('NumPy files', () => {
  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['bytes', imageFile],
    ['rows of 784', npyFile([COUNT, 784], images())],
    ['a channel at the end', npyFile([COUNT, 28, 28, 1], images())],
    ['a channel before the rows', npyFile([COUNT, 1, 28, 28], images())],
    ['16 bits, big-endian', npyFile([COUNT, 28, 28], bigEndian(images()), '>u2')],
    ['64 bits', npyFile([COUNT, 28, 28], bytesOf(BigInt64Array.from(images(), BigInt)), '<i8')],
    ['floats to 255', npyFile([COUNT, 28, 28], bytesOf(Float64Array.from(images())), '<f8')],
    ['floats to 1', npyFile([COUNT, 28, 28], bytesOf(Float32Array.from(images(), (v) => v / 255)), '<f4')],
    [
      'the first axis fastest',
      npyFile([COUNT, 28, 28], firstFastest(images(), [COUNT, 28, 28]), '|u1', true),
    ],
    [
      'rows, the first axis fastest',
      npyFile([COUNT, 784], firstFastest(images(), [COUNT, 784, 1]), '|u1', true),
    ],
    [
      'three equal colours',
      npyFile(
        [COUNT, 28, 28, 3],
        images().reduce((all, v, i) => all.fill(v, 3 * i, 3 * i + 3), new Uint8Array(3 * 784 * COUNT)),
      ),
    ],
  ])('images of %s are the same dataset', async (_, file) => {
    expect(await hashOf({ 'x.npy': file, 'y.npy': labelFile })).toBe(await expected());
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    [
      '64 bits',
      npyFile(
        [COUNT],
        wide((n) => BigInt64Array.from({ length: n }, (_, i) => BigInt(i % 2))),
        '<i8',
      ),
    ],
    [
      '32 bits',
      npyFile(
        [COUNT],
        wide((n) => Int32Array.from({ length: n }, (_, i) => i % 2)),
        '<i4',
      ),
    ],
    [
      'whole floats',
      npyFile(
        [COUNT],
        wide((n) => Float64Array.from({ length: n }, (_, i) => i % 2)),
        '<f8',
      ),
    ],
    ['one column', npyFile([COUNT, 1], labels())],
  ])('labels of %s', async (_, file) => {
    expect(await hashOf({ 'x.npy': imageFile, 'y.npy': file })).toBe(await expected());
  });

  test('colours become grey as those of image files do', async () => {
    const red = new Uint8Array(784 * 3 * COUNT).map((_, i) => (i % 3 === 0 ? 200 : 0));
    const { data } = await readOrThrow({ 'x.npy': npyFile([COUNT, 28, 28, 3], red), 'y.npy': labelFile });
    expect(new Set(data.finish('x').images)).toEqual(new Set([60]));
  });

  test.each<[string, Record<string, Uint8Array<ArrayBuffer>>]>([
    [
      'Keras',
      {
        'mnist.npz': zip({
          'x_test.npy': npyFile([4, 28, 28], images(4, 99)),
          'y_test.npy': npyFile([4], labels(4)),
          'x_train.npy': imageFile,
          'y_train.npy': labelFile,
        }),
      },
    ],
    [
      'an archive for each array',
      {
        'kmnist-train-imgs.npz': zip({ 'arr_0.npy': imageFile }),
        'kmnist-train-labels.npz': zip({ 'arr_0.npy': labelFile }),
        'kmnist-test-imgs.npz': zip({ 'arr_0.npy': npyFile([4, 28, 28], images(4, 99)) }),
        'kmnist-test-labels.npz': zip({ 'arr_0.npy': npyFile([4], labels(4)) }),
      },
    ],
  ])('%s: both parts', async (_, files) => {
    const { summary } = await readOrThrow(files);
    expect(summary).toMatchObject({
      format: 'npy',
      trainCount: 6,
      testCount: 4,
      heldOut: false,
      refused: [],
    });
  });

  test('MedMNIST: the validation images are training images', async () => {
    const part = (name: string, count: number, first: number) => ({
      [`${name}_images.npy`]: npyFile([count, 28, 28], images(count, first)),
      [`${name}_labels.npy`]: npyFile([count, 1], labels(count)),
    });
    const file = zip({ ...part('train', 6, 0), ...part('val', 4, 50), ...part('test', 2, 90) });
    const { summary } = await readOrThrow({ 'breastmnist.npz': file });
    expect(summary).toMatchObject({ trainCount: 10, testCount: 2, heldOut: false, refused: [] });
  });

  const beside = { 'y.npy': labelFile };
  const halves = bytesOf(Float32Array.from({ length: COUNT }, (_, i) => i / 2));
  const values = (change: (all: Float64Array<ArrayBuffer>) => void) => {
    const all = Float64Array.from(images());
    change(all);
    return { 'x.npy': npyFile([COUNT, 28, 28], bytesOf(all), '<f8'), ...beside };
  };
  test.each<[Record<string, Uint8Array<ArrayBuffer>>, object]>([
    [
      { 'x.npy': npyFile([COUNT, 32, 32], new Uint8Array(COUNT * 1024)), ...beside },
      { reason: 'array-shape', shape: [COUNT, 32, 32] },
    ],
    [
      { 'x.npy': npyFile([COUNT, 28, 28, 4], new Uint8Array(COUNT * 784 * 4)), ...beside },
      { reason: 'array-shape' },
    ],
    [{ 'x.npy': imageFile.slice(0, -1), ...beside }, { reason: 'array-length' }],
    [{ 'x.npy': imageFile.slice(0, 40), ...beside }, { reason: 'cut-off' }],
    [
      { 'x.npy': npyFile([COUNT, 28, 28], images(), '|O'), ...beside },
      { reason: 'npy-type', type: '|O' },
    ],
    [
      {
        'x.npy': npyBytes(
          "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6, 28, 28), }",
          images(),
        ),
        ...beside,
      },
      { reason: 'npy-type', type: 'record' },
    ],
    [{ 'x.npy': npyBytes('{}', images()), ...beside }, { reason: 'damaged' }],
    [values((all) => (all[784 + 5] = Number.NaN)), { reason: 'npy-value', image: 2, value: 'NaN' }],
    [values((all) => (all[0] = 256)), { reason: 'npy-value', image: 1, value: '256' }],
    [
      { 'x.npy': imageFile, 'y.npy': npyFile([COUNT], halves, '<f4') },
      { reason: 'npy-label', item: 2, value: '0.5' },
    ],
    [{ 'y.npy': labelFile }, { reason: 'no-images', labels: COUNT }],
    [{ ...beside, 'z.npy': labelFile, 'x.npy': imageFile }, { reason: 'several-datasets' }],
  ])('%#: a refusal says what is wrong', async (files, refusal) => {
    expect(await refusalOf(files)).toMatchObject(refusal);
  });

  test('what is left out is named: arrays beside IDX files, and an array that holds no labels', async () => {
    const more = { 'b-images': idxFile([4, 28, 28], images(4)), 'b-labels': idxFile([4], labels(4)) };
    const { summary } = await readOrThrow({ ...more, 'y.npy': npyFile([COUNT], halves, '<f4') });
    expect(summary.refused).toEqual([
      { count: 1, refusal: { file: 'y.npy', reason: 'other-format-read', read: 'idx' } },
    ]);
    const set = zip({ 'x.npy': imageFile, 'y.npy': labelFile, 'z.npy': npyFile([COUNT], halves, '<f4') });
    expect((await readOrThrow({ 'a.npz': set })).summary.refused).toEqual([
      { count: 1, refusal: { file: 'a.npz/z.npy', reason: 'npy-label', item: 2, value: '0.5' } },
    ]);
  });
});
