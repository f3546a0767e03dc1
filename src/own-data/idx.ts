// One IDX file: `00 00`, a type, the number of dimensions, each dimension as a big-endian u32, then the values.
// Format: https://yann.lecun.com/exdb/mnist/

import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract/model.ts';
import type { ArrayFile } from './array-pairs.ts';
import { Refused } from './refused.ts';

/** Bytes of a value by type. 0d and 0e are floating-point numbers. */
const VALUE_BYTES: Readonly<Record<number, number>> = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 };
/** Columns of QMNIST's labels; the first is the class. */
const QMNIST_COLUMNS = 8;

export function looksLikeIdx(head: Uint8Array): boolean {
  const [a, b, type, dimensions] = head;
  return a === 0 && b === 0 && VALUE_BYTES[type!] !== undefined && dimensions! >= 1 && dimensions! <= 4;
}

/** Reads the IDX file `bytes`. Throws a refusal of `path`. */
export function readIdx(bytes: Uint8Array<ArrayBuffer>, path: string): ArrayFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = bytes[2]!;
  const start = 4 + 4 * bytes[3]!;
  if (bytes.length < start) throw new Refused(path, { reason: 'cut-off' });
  const shape = Array.from({ length: bytes[3]! }, (_, k) => view.getUint32(4 + 4 * k));
  const [count, ...item] = shape as [number, ...number[]];
  const isImages = item.length === 2 || item[0] === IMAGE_PIXELS;
  if (!(isImages ? hasImageSize(item) : hasLabelSize(item, type)) || count === 0) {
    throw new Refused(path, { reason: 'array-shape', shape });
  }
  if (isImages ? type !== 8 : type > 12) {
    throw new Refused(path, { reason: 'idx-type', type: type.toString(16).padStart(2, '0') });
  }
  const valueBytes = VALUE_BYTES[type]!;
  const expected = start + valueBytes * shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== expected) {
    throw new Refused(path, { reason: 'array-length', bytes: bytes.length, expected });
  }
  if (isImages) return { kind: 'images', path, count, images: bytes.subarray(start) };
  const columns = item[0] ?? 1;
  const labels = Int32Array.from({ length: count }, (_, i) => {
    const at = start + i * columns * valueBytes;
    if (type === 8) return view.getUint8(at);
    if (type === 9) return view.getInt8(at);
    return type === 11 ? view.getInt16(at) : view.getInt32(at);
  });
  return { kind: 'labels', path, count, labels };
}

function hasImageSize(item: readonly number[]): boolean {
  if (item.length === 1) return item[0] === IMAGE_PIXELS;
  return item[0] === IMAGE_SIDE && item[1] === IMAGE_SIDE;
}

function hasLabelSize(item: readonly number[], type: number): boolean {
  return item.length === 0 || (item.length === 1 && item[0] === QMNIST_COLUMNS && type === 12);
}
