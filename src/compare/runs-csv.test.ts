import { expect, test } from 'vitest';
import { FIELDS } from '../contract/config.ts';
import { csvCell, runsCsv } from './runs-csv.ts';
import { runEntry, scored } from './runs.fixture.ts';

test.each([
  [0.8411, '0.8411'],
  [-3, '-3'],
  [1e-7, '1e-7'],
  [null, ''],
  [true, 'true'],
  ['plain', 'plain'],
  ['训练 1', '训练 1'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  [' spaced', '" spaced"'],
  // Text that a spreadsheet would calculate.
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['＝1', `"'＝1"`],
])('%j is the cell %s', (value, cell) => expect(csvCell(value)).toBe(cell));

test('a table has a header, a row for each run in their order, and every field', () => {
  const csv = runsCsv([scored(2, 0.9, { lr: 0.003 }), runEntry(1)], ({ number }) => `=Run ${number}`);
  expect(csv.startsWith('\uFEFFname,')).toBe(true);
  const rows = csv.slice(1).split('\r\n');
  expect(rows.pop()).toBe('');
  const [header, first, second] = rows.map((row) => row.split(','));
  expect(rows).toHaveLength(3);
  const columns = header!;
  for (const field of Object.keys(FIELDS)) expect(columns).toContain(field);
  const value = (row: string[], column: string) => row[columns.indexOf(column)];
  expect(value(first!, 'name')).toBe(`"'=Run 2"`);
  expect(value(second!, 'name')).toBe(`"'=Run 1"`);
  expect(value(first!, 'test_accuracy')).toBe('0.9');
  expect(value(first!, 'lr')).toBe('0.003');
  expect(value(first!, 'finished')).toBe('1970-01-01T00:00:02.000Z');
});
