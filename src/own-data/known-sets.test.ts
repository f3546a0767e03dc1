import { describe, expect, test } from 'vitest';
import { recognise, type Traces } from './known-sets.ts';

const MNIST = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

function traces(counts: readonly number[], more: Partial<Traces> = {}, first = 0): Traces {
  return {
    train: { labels: Uint8Array.from(counts.flatMap((count, k) => Array.from({ length: count }, () => k))) },
    classes: counts.map((_, k) => String(first + k)),
    paths: ['train-images-idx3-ubyte'],
    gzipHashes: new Set(),
    contentHash: '',
    ...more,
  };
}
const even = (classes: number, count: number) => Array.from({ length: classes }, () => count);

describe('known datasets', () => {
  test('MNIST by its label counts, and surely by its published file', () => {
    expect(recognise(traces(MNIST))).toMatchObject({ id: 'mnist', by: 'counts' });
    const gzipHashes = new Set(['440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609']);
    expect(recognise(traces(MNIST, { gzipHashes }))).toMatchObject({ id: 'mnist', by: 'files' });
    expect(recognise(traces(MNIST.toReversed()))).toBeNull();
    expect(recognise(traces(even(10, 6000), { gzipHashes }))).toBeNull();
  });

  test('KMNIST by its published file or its name, never by even counts alone', () => {
    expect(recognise(traces(even(10, 6000)))).toBeNull();
    const gzipHashes = new Set(['51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4']);
    const found = recognise(traces(even(10, 6000), { gzipHashes }));
    expect(found).toMatchObject({ by: 'files', turned: false });
    expect(Object.values(found!.names).join(' ')).toBe(
      'お o き ki す su つ tsu な na は ha ま ma や ya れ re を wo',
    );
    expect(recognise(traces(even(10, 6000), { paths: ['KMNIST.zip'] }))?.by).toBe('names');
  });

  test('EMNIST by its names and counts: turned, its letters from 1 on', () => {
    const balanced = recognise(
      traces(even(47, 2400), { paths: ['emnist-balanced-train-images-idx3-ubyte.gz'] }),
    );
    expect(balanced).toMatchObject({ id: 'emnist-balanced', by: 'names', turned: true });
    expect([balanced!.names['10'], balanced!.names['36'], balanced!.names['46']]).toEqual(['A', 'a', 't']);
    const paths = ['x/emnist-letters-train.csv'];
    const letters = recognise(traces(even(26, 4800), { paths }, 1));
    expect([letters!.names['1'], letters!.names['26'], letters!.turned]).toEqual(['A', 'Z', true]);
    expect(recognise(traces(even(26, 4800), { paths }, 0))).toBeNull();
    expect(recognise(traces(even(26, 4800), {}, 1))).toBeNull();
  });
});
