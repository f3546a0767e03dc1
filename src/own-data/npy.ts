// One NumPy array: images or labels. An .npz file is a ZIP archive of them. Arrays of Python objects are never opened.
// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { IMAGE_PIXELS } from '../contract/model.ts';
import type { OwnDataReason } from '../contract/own-data.ts';
import type { ArrayFile } from './array-pairs.ts';
import { luma } from './image-to-grey.ts';
import { Refused } from './refused.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const HEADER_BYTES = 1 << 16;
/** Shapes of one image, by their text. The last one has three colours in each pixel. */
const GREY_SHAPES = new Set(['784', '28,28', '28,28,1', '1,28,28']);
const COLOUR_SHAPE = '28,28,3';

interface Header {
  /** As NumPy writes it: `|u1`, `<f8`; 'record' for several values in one. */
  type: string;
  shape: number[];
  /** The first axis varies fastest. */
  fortran: boolean;
  /** The byte of the first value. */
  start: number;
}

type ReadValue = (at: number) => number;

export const looksLikeNpy = (head: Uint8Array) => MAGIC.every((byte, i) => head[i] === byte);

/** Reads the array in the file `bytes`. Throws a refusal of `path`. */
export function readNpy(bytes: Uint8Array<ArrayBuffer>, path: string): ArrayFile {
  const refuse = (reason: OwnDataReason) => new Refused(path, reason);
  const { type, shape, fortran, start } = readHeader(bytes, refuse);
  const [count = 0, ...item] = shape;
  const colours = item.join() === COLOUR_SHAPE ? 3 : 1;
  const isImages = colours === 3 || GREY_SHAPES.has(item.join());
  const isLabels = shape.length > 0 && (item.length === 0 || item.join() === '1');
  if ((!isImages && !isLabels) || count === 0) throw refuse({ reason: 'array-shape', shape });
  const kind = typeOf(type);
  if (!kind) throw refuse({ reason: 'npy-type', type });
  const expected = start + kind.bytes * shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== expected) {
    throw refuse({ reason: 'array-length', bytes: bytes.length, expected });
  }
  const values = kind.reader(new DataView(bytes.buffer, bytes.byteOffset + start, expected - start));
  if (!isImages) {
    return { kind: 'labels', path, count, labels: readLabels(count, kind.bytes, values, refuse) };
  }
  if (type === '|u1' && colours === 1 && !fortran) {
    return { kind: 'images', path, count, images: bytes.subarray(start) };
  }
  const places = placesOf(shape, fortran).map((place) => place * kind.bytes);
  const step = kind.bytes * (fortran ? 1 : places.length);
  const at = (image: number, place: number) => values(image * step + places[place]!);
  const scale = scaleOf(kind.isFloat, { count, length: places.length, at }, refuse);
  const pixel = (image: number, place: number) => Math.floor(at(image, place) * scale + 0.5);
  const images = new Uint8Array(count * IMAGE_PIXELS);
  for (let i = 0, k = 0; i < count; i++) {
    for (let p = 0; p < places.length; p += colours) {
      images[k++] = colours === 1 ? pixel(i, p) : luma(pixel(i, p), pixel(i, p + 1), pixel(i, p + 2));
    }
  }
  return { kind: 'images', path, count, images };
}

function readHeader(bytes: Uint8Array, refuse: (reason: OwnDataReason) => Refused): Header {
  if (bytes.length < 12) throw refuse({ reason: 'cut-off' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw refuse({ reason: 'damaged' });
  const first = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > HEADER_BYTES) throw refuse({ reason: 'damaged' });
  const start = first + length;
  if (bytes.length < start) throw refuse({ reason: 'cut-off' });
  // A dictionary of Python. Only its three values are looked for; nothing is evaluated.
  const text = String.fromCharCode(...bytes.subarray(first, start));
  const fortran = /'fortran_order'\s*:\s*(True|False)\b/.exec(text)?.[1];
  const extents = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (!/^\{.*\}\s*$/s.test(text) || fortran === undefined || extents === undefined) {
    throw refuse({ reason: 'damaged' });
  }
  const type = /'descr'\s*:\s*'([^']{1,20})'/.exec(text)?.[1] ?? 'record';
  const shape = extents.split(',').flatMap((extent) => (extent.trim() === '' ? [] : [Number(extent)]));
  return { type, shape, fortran: fortran === 'True', start };
}

/** Bytes of a value, and what reads it; null for a type that is not read. */
function typeOf(
  type: string,
): { bytes: number; isFloat: boolean; reader: (view: DataView) => ReadValue } | null {
  const [, order, kind, digit] = /^([<>|])([uif])([1248])$/.exec(type) ?? [];
  const little = order === '<';
  const found = (reader: (view: DataView) => ReadValue) => ({
    bytes: Number(digit),
    isFloat: kind === 'f',
    reader,
  });
  switch (`${kind}${digit}`) {
    case 'u1':
      return found((view) => (at) => view.getUint8(at));
    case 'i1':
      return found((view) => (at) => view.getInt8(at));
    case 'u2':
      return found((view) => (at) => view.getUint16(at, little));
    case 'i2':
      return found((view) => (at) => view.getInt16(at, little));
    case 'u4':
      return found((view) => (at) => view.getUint32(at, little));
    case 'i4':
      return found((view) => (at) => view.getInt32(at, little));
    case 'u8':
      return found((view) => (at) => Number(view.getBigUint64(at, little)));
    case 'i8':
      return found((view) => (at) => Number(view.getBigInt64(at, little)));
    case 'f4':
      return found((view) => (at) => view.getFloat32(at, little));
    case 'f8':
      return found((view) => (at) => view.getFloat64(at, little));
    default:
      return null;
  }
}

/** The places of an image's values inside the array [n, ...], counted from the image's first one. */
function placesOf(shape: readonly number[], fortran: boolean): number[] {
  const item = shape.slice(1);
  let places = [0];
  for (const [axis, extent] of item.entries()) {
    const inner = fortran ? shape.slice(0, axis + 1) : item.slice(axis + 1);
    const stride = inner.reduce((product, other) => product * other, 1);
    places = places.flatMap((place) => Array.from({ length: extent }, (_, k) => place + k * stride));
  }
  return places;
}

interface Values {
  count: number;
  /** Of one image. */
  length: number;
  at: (image: number, place: number) => number;
}

/** Checks that all values are grey, 0 to 255. 255 for floating-point numbers of which none is larger than 1; else 1. */
function scaleOf(
  isFloat: boolean,
  { count, length, at }: Values,
  refuse: (reason: OwnDataReason) => Refused,
): number {
  let larger = false;
  for (let image = 0; image < count; image++) {
    for (let place = 0; place < length; place++) {
      const value = at(image, place);
      if (!(value >= 0 && value <= 255)) {
        throw refuse({ reason: 'npy-value', image: image + 1, value: String(value) });
      }
      if (value > 1) larger = true;
    }
  }
  return isFloat && !larger ? 255 : 1;
}

/** Whole numbers of 32 bits, whatever their type. */
function readLabels(
  count: number,
  step: number,
  values: ReadValue,
  refuse: (reason: OwnDataReason) => Refused,
): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const value = values(i * step);
    // Also false for NaN.
    if (value !== Math.trunc(value) || Math.abs(value) > 0x7fffffff) {
      throw refuse({ reason: 'npy-label', item: i + 1, value: String(value) });
    }
    return value;
  });
}
