// A CSV file as images and labels: 784 values and a label in each row.

import { IMAGE_PIXELS } from '../contract/model.ts';
import type { ClassList } from './class-list.ts';
import { OtherEncoding, readRows } from './csv-text.ts';
import { PartBuilder, type Part } from './draft.ts';
import { Refused } from './refused.ts';
import type { Source } from './source.ts';

const COLUMNS = IMAGE_PIXELS + 1;
const LABEL_NAME = /^\s*(label|labels|class|target)\s*$/i;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
/** By the first two bytes. Text without a mark is UTF-8, or GBK as spreadsheets of a Chinese Windows write it. */
const ENCODINGS: Readonly<Record<string, string[]>> = { '255,254': ['utf-16le'], '254,255': ['utf-16be'] };
/** Characters of a cell that a refusal repeats. */
const SHOWN = 40;

/** Reads `source`; new classes are added to `classes`. Rejects with a refusal. */
export async function readCsv(
  source: Source,
  classes: ClassList,
  onBytes: (done: number) => void,
): Promise<Part> {
  const mark = (await source.read(0, 2)).join();
  for (const encoding of ENCODINGS[mark] ?? ['utf-8', 'gb18030']) {
    const reader = new CsvReader(source.path, classes);
    try {
      await readRows(source, encoding, {
        onRow: (cells, number) => reader.take(cells, number),
        onBytes,
      });
      return reader.build();
    } catch (error) {
      if (!(error instanceof OtherEncoding)) throw error;
    }
  }
  throw new Refused(source.path, { reason: 'damaged' });
}

class CsvReader {
  /** Values as they stand, rounded. */
  private readonly values = new PartBuilder();
  /** Values times 255, as long as none is larger than 1; then null. */
  private fractions: PartBuilder | null = new PartBuilder();
  private readonly numbers = new Map<string, number>();
  private readonly file: string;
  private readonly classes: ClassList;
  private labelColumn = -1;

  constructor(file: string, classes: ClassList) {
    this.file = file;
    this.classes = classes;
  }

  take(cells: string[], row: number): void {
    const { file } = this;
    if (this.labelColumn < 0) {
      const labelColumn = cells.findIndex((cell) => LABEL_NAME.test(cell));
      const hasHeader = labelColumn >= 0 || cells.every((cell) => !NUMBER.test(cell) && !isNoNumber(cell));
      this.checkColumns(cells.length, labelColumn >= 0);
      this.labelColumn = Math.max(0, labelColumn);
      if (hasHeader) return;
    }
    if (cells.length !== COLUMNS) {
      throw new Refused(file, { reason: 'csv-row', row, columns: cells.length, expected: COLUMNS });
    }
    const label = this.numberOf(cells[this.labelColumn]!, row);
    const values = this.values.next(label);
    const fractions = this.fractions?.next(label);
    let at = 0;
    let larger = false;
    for (let column = 0; column < COLUMNS; column++) {
      if (column === this.labelColumn) continue;
      const value = pixelOf(cells[column]!);
      if (!(value >= 0 && value <= 255)) {
        const shown = cells[column]!.slice(0, SHOWN);
        throw new Refused(file, { reason: 'csv-value', row, column: column + 1, value: shown });
      }
      if (value > 1) larger = true;
      values[at] = value + 0.5;
      if (fractions) fractions[at] = 255 * value + 0.5;
      at++;
    }
    if (larger) this.fractions = null;
  }

  build(): Part {
    if (this.values.length === 0) throw new Refused(this.file, { reason: 'empty' });
    return (this.fractions ?? this.values).build();
  }

  private checkColumns(columns: number, hasLabel: boolean): void {
    if (columns === COLUMNS) return;
    if (columns === IMAGE_PIXELS && !hasLabel) throw new Refused(this.file, { reason: 'csv-no-labels' });
    throw new Refused(this.file, { reason: 'csv-columns', columns, expected: COLUMNS });
  }

  /** The number of the class in `cell`: a word, or a whole number, which is written without a decimal point. */
  private numberOf(cell: string, row: number): number {
    const known = this.numbers.get(cell);
    if (known !== undefined) return known;
    const text = NUMBER.test(cell) ? String(Number(cell)) : cell.trim();
    const isFraction = NUMBER.test(cell) && !Number.isSafeInteger(Number(cell));
    if (text === '' || isNoNumber(text) || isFraction) {
      throw new Refused(this.file, { reason: 'csv-label', row, value: text.slice(0, SHOWN) });
    }
    const number = this.classes.numberOf(text, this.file);
    this.numbers.set(cell, number);
    return number;
  }
}

/** How programs write a missing or undefined number. */
const isNoNumber = (text: string) => /^\s*([+-]?nan|[+-]?inf(inity)?|null|none|n\/a|na)?\s*$/i.test(text);

/** The number in `cell`; NaN for none. Most cells have one to three digits. */
function pixelOf(cell: string): number {
  const { length } = cell;
  if (length > 3) return NUMBER.test(cell) ? Number(cell) : NaN;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = cell.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NUMBER.test(cell) ? Number(cell) : NaN;
    value = 10 * value + digit;
  }
  return length === 0 ? NaN : value;
}
