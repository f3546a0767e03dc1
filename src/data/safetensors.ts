// Weight files in the safetensors format (https://github.com/huggingface/safetensors): PyTorch's names and layouts in
// float32. Writing, and a strict reading of files from outside; which network a file is for is the caller's to know.

import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { repeatedKey } from './json-keys.ts';

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const LARGEST_HEADER = 64 * 1024;
const LARGEST_FILE = 4 * 1024 * 1024;
const METADATA_KEY = '__metadata__';

export interface Weights {
  /** The flat layout of contract/model.ts. */
  parameters: Float32Array<ArrayBuffer>;
  metadata: Record<string, string>;
}

/** Why a file was not taken, and what was expected instead; in words for a log or a detail line. */
export interface WeightsRefusal {
  reason: 'too-large' | 'not-safetensors' | 'other-tensors' | 'not-finite';
  found: string;
  expected: string;
}

/** The file of `parameters` (flat layout of `model`). Throws a RangeError when their number is not the model's. */
export function encodeSafetensors(
  model: ModelConfig,
  parameters: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const { tensors, size } = parameterLayout(model);
  if (parameters.length !== size) throw new RangeError(`${parameters.length} parameters instead of ${size}`);
  const entries = tensors.map(({ name, shape, offset, size }) => {
    return [name, { dtype: 'F32', shape, data_offsets: [4 * offset, 4 * (offset + size)] }];
  });
  const json = new TextEncoder().encode(
    JSON.stringify({ [METADATA_KEY]: metadata, ...Object.fromEntries(entries) }),
  );
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const dataStart = LENGTH_BYTES + headerLength;
  const bytes = new Uint8Array(dataStart + 4 * size).fill(0x20, LENGTH_BYTES, dataStart);
  bytes.set(json, LENGTH_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, headerLength, true);
  for (let i = 0; i < size; i++) view.setFloat32(dataStart + 4 * i, parameters[i]!, true);
  return bytes;
}

/** Reads a file that must hold exactly the tensors of `model`, in any order, and nothing else. Never throws. */
export function decodeSafetensors(
  bytes: Uint8Array,
  model: ModelConfig,
): { weights: Weights } | { refusal: WeightsRefusal } {
  try {
    return { weights: decode(bytes, model) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: WeightsRefusal;

  constructor(reason: WeightsRefusal['reason'], found: string, expected: string) {
    super(`${found}; expected ${expected}`);
    this.refusal = { reason, found, expected };
  }
}

function decode(bytes: Uint8Array, model: ModelConfig): Weights {
  if (bytes.length > LARGEST_FILE) {
    throw new Refused('too-large', `${bytes.length} bytes`, `at most ${LARGEST_FILE} bytes`);
  }
  const { header, dataStart } = readHeader(bytes);
  const { tensors, size } = parameterLayout(model);
  const metadata = readMetadata(header);

  const names = Object.keys(header).filter((name) => name !== METADATA_KEY);
  const foreign = names.find((name) => !tensors.some((tensor) => tensor.name === name));
  const expectedNames = tensors.map(({ name }) => name).join(', ');
  if (foreign !== undefined) {
    throw new Refused('other-tensors', `a tensor ${JSON.stringify(shorten(foreign))}`, expectedNames);
  }

  const parameters = new Float32Array(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ranges: [start: number, end: number][] = [];
  for (const { name, shape, offset, size } of tensors) {
    if (!Object.hasOwn(header, name)) throw new Refused('other-tensors', `no tensor ${name}`, expectedNames);
    const [start, end] = readEntry(name, header[name], shape, size);
    ranges.push([start, end]);
    if (dataStart + end > bytes.length) {
      throw new Refused('not-safetensors', `${bytes.length} bytes`, `${dataStart + end} bytes or more`);
    }
    for (let i = 0; i < size; i++) {
      const value = view.getFloat32(dataStart + start + 4 * i, true);
      if (!Number.isFinite(value)) {
        throw new Refused('not-finite', `${value} in ${name}, element ${i}`, 'finite numbers');
      }
      parameters[offset + i] = value;
    }
  }

  let end = 0;
  for (const range of ranges.toSorted(([a], [b]) => a - b)) {
    if (range[0] !== end) {
      throw new Refused('not-safetensors', `a tensor at byte ${range[0]}`, `one at byte ${end}`);
    }
    end = range[1];
  }
  if (dataStart + end !== bytes.length) {
    throw new Refused('not-safetensors', `${bytes.length} bytes`, `${dataStart + end} bytes`);
  }
  return { parameters, metadata };
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  const refuse = (found: string, expected: string) => new Refused('not-safetensors', found, expected);
  if (bytes.length < LENGTH_BYTES) throw refuse(`${bytes.length} bytes`, 'a header');
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(LARGEST_HEADER)) {
    throw refuse(`a header of ${length} bytes`, `at most ${LARGEST_HEADER} bytes`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  if (dataStart > bytes.length) throw refuse(`${bytes.length} bytes`, `a header of ${length} bytes`);

  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(LENGTH_BYTES, dataStart),
    );
    header = JSON.parse(text);
  } catch {
    throw refuse('a header that is not JSON', 'a JSON object');
  }
  if (!isRecord(header) || !text.startsWith('{')) throw refuse('another kind of header', 'a JSON object');
  const repeated = repeatedKey(text);
  if (repeated !== null) throw refuse(`${JSON.stringify(shorten(repeated))} twice`, 'every key once');
  return { header, dataStart };
}

function readMetadata(header: Record<string, unknown>): Record<string, string> {
  if (!Object.hasOwn(header, METADATA_KEY)) return {};
  const metadata = header[METADATA_KEY];
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string')) {
    throw new Refused('not-safetensors', `other ${METADATA_KEY}`, 'a map of strings');
  }
  return metadata as Record<string, string>;
}

/** The byte range of tensor `name`, from the start of the data. */
function readEntry(
  name: string,
  entry: unknown,
  shape: readonly number[],
  size: number,
): [start: number, end: number] {
  const { dtype, shape: foundShape, data_offsets: range } = isRecord(entry) ? entry : {};
  const expected = `F32 [${shape.join(', ')}]`;
  const sameShape =
    Array.isArray(foundShape) &&
    foundShape.length === shape.length &&
    shape.every((extent, axis) => foundShape[axis] === extent);
  if (dtype !== 'F32' || !sameShape) {
    const found = shorten(`${JSON.stringify(dtype)} ${JSON.stringify(foundShape)}`);
    throw new Refused('other-tensors', `${name} as ${found}`, expected);
  }
  const [start, end] = Array.isArray(range) && range.length === 2 ? (range as unknown[]) : [];
  if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 0 || end !== start + 4 * size) {
    throw new Refused(
      'not-safetensors',
      `${name} at ${shorten(JSON.stringify(range) ?? 'no place')}`,
      `${4 * size} bytes`,
    );
  }
  return [start, end];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
