// The values of an axis as the text of its field, and back.

import { WIDTHS, WIDTHS_BOUNDS, type SweepField, type SweepValue } from '../../contract/sweep.ts';
import { formatField, readField } from '../../contract/url.ts';

export function listText(values: readonly SweepValue[]): string {
  return values.map(formatField).join(', ');
}

/** The values of a list in their order without repeats; null where one is not a value of the field. */
export function readList(field: SweepField, text: string, data: string): SweepValue[] | null {
  const words = text.split(/[\s,;，；、]+/).filter((word) => word !== '');
  const values = words.map((word) => readNumber(field, word, data));
  if (values.length === 0 || values.includes(null)) return null;
  return [...new Set(values as number[])];
}

/** The number in `text`, within the bounds of the field; null if it is none. */
export function readNumber(field: SweepField, text: string, data: string): number | null {
  if (field === WIDTHS) {
    const { min, max } = WIDTHS_BOUNDS;
    const factor = text.trim() === '' ? NaN : Number(text);
    return Number.isNaN(factor) ? null : Math.min(max, Math.max(min, factor));
  }
  const value = readField(field, text, data);
  return typeof value === 'number' ? value : null;
}
