// Reads a CSV file as rows of cells, part by part: a file may be larger than the longest string.

import Papa from 'papaparse';
import { Refused } from './refused.ts';
import type { Source } from './source.ts';

const CHUNK_BYTES = 1 << 20;
/** Characters of the longest row. 785 values take at most 20,000. */
const ROW_LIMIT = 1 << 20;

export interface CsvHandlers {
  /** `number` counts from 1. */
  onRow: (cells: string[], number: number) => void;
  onBytes: (done: number) => void;
}

export class OtherEncoding extends Error {}

/**
 * Reads all rows of `source`, whose text is in `encoding`; rows without text are left out. Rejects with a refusal, or
 * with `OtherEncoding` where the bytes are no text of that encoding.
 */
export async function readRows(
  source: Source,
  encoding: string,
  { onRow, onBytes }: CsvHandlers,
): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let parser: Papa.Parser | null = null;
  let rest = '';
  let number = 0;
  for (let start = 0; start < source.size; start += CHUNK_BYTES) {
    const last = start + CHUNK_BYTES >= source.size;
    const bytes = await source.read(start, start + CHUNK_BYTES);
    rest += decode(decoder, bytes, !last);
    parser ??= parserFor(rest);
    const { data, errors, meta } = parser.parse(rest, 0, !last) as Papa.ParseResult<string[]>;
    const [error] = errors;
    if (error) throw new Refused(source.path, { reason: 'csv-quotes', row: number + (error.row ?? 0) + 1 });
    for (const cells of data) {
      number++;
      if (cells.length > 1 || cells[0]!.trim() !== '') onRow(cells, number);
    }
    rest = last ? '' : rest.slice(meta.cursor);
    if (rest.length > ROW_LIMIT) {
      throw new Refused(source.path, {
        reason: 'csv-columns',
        columns: rest.split(/[,;\t|]/).length,
        expected: 785,
      });
    }
    onBytes(Math.min(source.size, start + CHUNK_BYTES));
  }
}

/** A parser for text that begins with `text`: its delimiter and line end are found there. */
function parserFor(text: string): Papa.Parser {
  const { meta } = Papa.parse<string[]>(text, { preview: 5 });
  return new Papa.Parser({ delimiter: meta.delimiter, newline: meta.linebreak as '\n' });
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch (error) {
    if (error instanceof TypeError) throw new OtherEncoding();
    throw error;
  }
}
