import { describe, expect, test } from 'vitest';
import { readOrThrow, refusalOf, text, tryRead } from './files.fixture.ts';

const row = (label: string, value: string | number, count = 784) =>
  [label, ...Array.from({ length: count }, () => value)].join();
const header = (name = 'label') => [name, ...Array.from({ length: 784 }, (_, k) => `pixel${k}`)].join();
const file = (...rows: string[]) => ({ 'a.csv': text(rows.join('\n')) });
/** Rows for two classes, five images each. */
const ten = (a = 'a', b = 'b', value: (i: number) => string | number = (i) => 20 * i) =>
  Array.from({ length: 10 }, (_, i) => row(i % 2 ? b : a, value(i)));

describe('CSV files', () => {
  test.each([
    ['no header', ten()],
    ['a header', [header(), ...ten()]],
    [
      'a header and the label last',
      [
        `${header().split(',').slice(1).join()},class`,
        ...ten().map((text) => {
          const [label, ...values] = text.split(',');
          return [...values, label].join();
        }),
      ],
    ],
    ['a header of numbers', [`label,${Array.from({ length: 784 }, (_, k) => k).join()}`, ...ten()]],
    ['semicolons', ten().map((text) => text.replaceAll(',', ';'))],
    ['tabs and empty rows', ['', ...ten().map((text) => text.replaceAll(',', '\t')), '', '']],
    ['quotes', ten().map((text) => text.replaceAll(/[^,]+/g, '"$&"'))],
    ['spaces', ten().map((text) => text.replaceAll(',', ' , '))],
    ['a mark of UTF-8', [`\ufeff${ten()[0]}`, ...ten().slice(1)]],
  ])('with %s give the same dataset', async (_, rows) => {
    const plain = await readOrThrow(file(...ten()));
    const { data, summary } = await readOrThrow(file(...rows));
    expect(summary).toMatchObject({ format: 'csv', trainCount: 8, testCount: 2, heldOut: true, refused: [] });
    expect(data.finish('x')).toEqual(plain.data.finish('x'));
    const lines = { 'a.csv': text(rows.join('\r\n')) };
    expect((await readOrThrow(lines)).data.finish('x')).toEqual(plain.data.finish('x'));
  });

  test('values up to 1 are multiplied by 255, others rounded', async () => {
    const fractions = await readOrThrow(file(...ten('a', 'b', (i) => (20 * i) / 255)));
    const plain = await readOrThrow(file(...ten()));
    expect(fractions.data.finish('x')).toEqual(plain.data.finish('x'));
    const rounded = await readOrThrow(file(...ten('a', 'b', (i) => (i === 0 ? '0.4' : `${20 * i}.4`))));
    expect(rounded.data.finish('x')).toEqual(plain.data.finish('x'));
  });

  test('labels with gaps keep their names, sorted as numbers', async () => {
    const rows = ['10', '2', '0', '2.0', '24'].flatMap((label, i) => [row(label, i), row(label, 100 + i)]);
    const { summary } = await readOrThrow(file(...rows));
    expect(summary.classes.map(({ name }) => name)).toEqual(['0', '2', '10', '24']);
  });

  test('words as labels, also in GBK and UTF-16', async () => {
    const utf8 = await readOrThrow(file(...ten('短靴', '包')));
    const bytes = Buffer.from(ten('短靴', '包').join('\n'), 'utf8').toString('latin1');
    const gbk = bytes
      .replaceAll(Buffer.from('短靴').toString('latin1'), '\xb6\xcc\xd1\xa5')
      .replaceAll(Buffer.from('包').toString('latin1'), '\xb0\xfc');
    for (const encoded of [
      Buffer.from(gbk, 'latin1'),
      Buffer.from(`\ufeff${ten('短靴', '包').join('\n')}`, 'utf16le'),
    ]) {
      const { data } = await readOrThrow({ 'a.csv': new Uint8Array(encoded) });
      expect(data.finish('x')).toEqual(utf8.data.finish('x'));
    }
  });

  test('parts by name; validation rows are for training where there is a test part', async () => {
    const { summary } = await readOrThrow({
      'my_train.csv': text(ten().join('\n')),
      'my_test.csv': text(ten('a', 'b', (i) => i).join('\n')),
      'my_val.csv': text(ten('a', 'b', (i) => 100 + i).join('\n')),
    });
    expect(summary).toMatchObject({ trainCount: 20, testCount: 10, heldOut: false });
  });

  test.each([
    [
      '64 columns',
      [header(), row('0', 1, 63)].slice(1),
      { reason: 'csv-columns', columns: 64, expected: 785 },
    ],
    ['no labels', [header().split(',').slice(1).join(), row('1', 1, 783)], { reason: 'csv-no-labels' }],
    ['no labels and no header', [row('1', 1, 783)], { reason: 'csv-no-labels' }],
    [
      'a short row',
      [...ten(), row('a', 1, 700)],
      { reason: 'csv-row', row: 11, columns: 701, expected: 785 },
    ],
    [
      'a value of NaN',
      [...ten(), row('a', 'nan')],
      { reason: 'csv-value', row: 11, column: 2, value: 'nan' },
    ],
    [
      'NaN in the first row',
      [row('a', 'nan'), ...ten()],
      { reason: 'csv-value', row: 1, column: 2, value: 'nan' },
    ],
    ['an empty value', [...ten(), row('a', '')], { reason: 'csv-value', row: 11, value: '' }],
    ['a negative value', [...ten(), row('a', -1)], { reason: 'csv-value', row: 11, value: '-1' }],
    ['a value above 255', [...ten(), row('a', 256)], { reason: 'csv-value', row: 11, value: '256' }],
    ['a hexadecimal value', [...ten(), row('a', '0x1f')], { reason: 'csv-value', row: 11, value: '0x1f' }],
    ['an infinite value', [...ten(), row('a', '1e999')], { reason: 'csv-value', row: 11, value: '1e999' }],
    ['a label of NaN', [...ten(), row('NaN', 1)], { reason: 'csv-label', row: 11, value: 'NaN' }],
    ['no label', [...ten(), row(' ', 1)], { reason: 'csv-label', row: 11, value: '' }],
    ['half a label', [...ten(), row('1.5', 1)], { reason: 'csv-label', row: 11, value: '1.5' }],
    ['a header alone', [header()], { reason: 'empty' }],
    ['an open quote', [...ten(), `"${row('a', 1)}`], { reason: 'csv-quotes' }],
    ['a long label', [...ten(), row('x'.repeat(81), 1)], { reason: 'class-name', length: 81, limit: 80 }],
    ['a row without end', ['1,'.repeat(1_000_000)], { reason: 'csv-columns', expected: 785 }],
    [
      '101 classes',
      Array.from({ length: 101 }, (_, k) => row(`c${k}`, 1)),
      { reason: 'too-many-classes', limit: 100 },
    ],
  ])('refused: %s', async (_, rows, expected) => {
    expect(await refusalOf(file(...rows))).toMatchObject({ file: 'a.csv', ...expected });
  });

  test('the digits of 8x8 pixels are refused with their 64 values', async () => {
    const names = Array.from({ length: 64 }, (_, k) => `pixel_${k >> 3}_${k & 7}`);
    const digits = Array.from({ length: 20 }, (_, i) => names.map((_, k) => (i + k) % 17).join());
    const labelled = [`${names.join()},target`, ...digits.map((text, i) => `${text},${i % 10}`)];
    const unlabelled = [names.join(), ...digits];
    expect(await refusalOf(file(...labelled))).toMatchObject({ reason: 'csv-columns', columns: 65 });
    expect(await refusalOf(file(...unlabelled))).toMatchObject({ reason: 'csv-columns', columns: 64 });
  });

  test('a test file without labels is named, and the rest is read', async () => {
    const result = await tryRead({
      'train.csv': text([header(), ...ten()].join('\n')),
      'test.csv': text(row('1', 1, 783)),
    });
    expect(result).toMatchObject({
      summary: {
        heldOut: true,
        refused: [{ count: 1, refusal: { file: 'test.csv', reason: 'csv-no-labels' } }],
      },
    });
  });
});
