// Weight files in the safetensors format (https://github.com/huggingface/safetensors): PyTorch's names and layouts. Writing in
// float32, and strict reading of the tensors of a known network. read-weight-file.ts finds the network of a file.

import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { PRESETS } from '../contract/config.ts';
import { NUMBER_TYPE_NAMES, numberType, type NumberType } from './number-types.ts';
import { describeValue, Refused } from './refused.ts';
import { isRecord, LENGTH_BYTES, METADATA_KEY, type SafetensorsHeader } from './safetensors-header.ts';

const ALIGNMENT = 8;
/** The tensor names, the same for every network of the family. */
const NAMES: readonly string[] = parameterLayout(PRESETS.article).tensors.map(({ name }) => name);

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

/** What PyTorch puts before each name of a module that DistributedDataParallel, torch.compile or both wrapped. */
const PREFIXES = ['module.', '_orig_mod.', 'module._orig_mod.', '_orig_mod.module.'];

/** The header with the tensors' own names, where all have the prefix of a wrapped module. */
export function withoutPrefix(header: SafetensorsHeader): SafetensorsHeader {
  const entries = Object.entries(header.entries);
  const isWrapped = (prefix: string) =>
    entries.every(([name]) => name === METADATA_KEY || NAMES.includes(removed(name, prefix)));
  const prefix = PREFIXES.find(isWrapped);
  if (prefix === undefined) return header;
  const own = entries.map(([name, entry]) => [name === METADATA_KEY ? name : removed(name, prefix), entry]);
  return { ...header, entries: Object.fromEntries(own) };
}

/** `name` without `prefix`, or '' where it has another. */
const removed = (name: string, prefix: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : '');

/** Throws Refused unless the tensors' names are those of the family. */
export function checkNames({ entries }: SafetensorsHeader): void {
  const expected = NAMES.join(', ');
  const foreign = Object.keys(entries).find((name) => name !== METADATA_KEY && !NAMES.includes(name));
  if (foreign !== undefined)
    throw new Refused('other-tensors', `a tensor ${describeValue(foreign)}`, expected);
  const missing = NAMES.find((name) => !Object.hasOwn(entries, name));
  if (missing !== undefined) throw new Refused('other-tensors', `no tensor ${missing}`, expected);
}

/**
 * The parameters of `model`, as float32: F64 is rounded, F16 and BF16 are exact. Requires checkNames(). Throws Refused, also for
 * a number beyond float32's range.
 */
export function readTensors(
  bytes: Uint8Array,
  { entries, dataStart, plainNumbers }: SafetensorsHeader,
  model: ModelConfig,
): Float32Array<ArrayBuffer> {
  const { tensors, size } = parameterLayout(model);
  const parameters = new Float32Array(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ranges: [start: number, end: number][] = [];
  for (const { name, shape, offset, size } of tensors) {
    const { start, end, type } = readEntry(name, entries[name], shape, size);
    ranges.push([start, end]);
    if (dataStart + end > bytes.length) {
      throw new Refused('not-safetensors', `${bytes.length} bytes`, `${dataStart + end} bytes or more`);
    }
    for (let i = 0; i < size; i++) {
      const value = type.read(view, dataStart + start + type.bytes * i);
      parameters[offset + i] = value;
      if (!Number.isFinite(parameters[offset + i])) {
        const expected = Number.isFinite(value) ? 'numbers in the range of float32' : 'finite numbers';
        throw new Refused('not-finite', `${value} in ${name}, element ${i}`, expected);
      }
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
  // JSON.parse reads 600.0 and 6e2 as 600; the format's own reader accepts neither.
  if (!plainNumbers) throw new Refused('not-safetensors', 'a number such as 6e2', 'digits alone');
  return parameters;
}

/** The byte range of tensor `name`, from the start of the data, and its type. */
function readEntry(
  name: string,
  entry: unknown,
  shape: readonly number[],
  size: number,
): { start: number; end: number; type: NumberType } {
  const { dtype, shape: foundShape, data_offsets: range, ...rest } = isRecord(entry) ? entry : {};
  const type = numberType(dtype);
  const sameShape =
    Array.isArray(foundShape) &&
    foundShape.length === shape.length &&
    shape.every((extent, axis) => foundShape[axis] === extent);
  if (!type || !sameShape) {
    const expected = `${type ? String(dtype) : NUMBER_TYPE_NAMES} [${shape.join(', ')}]`;
    const found = `${describeValue(dtype)} ${describeValue(foundShape)}`;
    throw new Refused('other-tensors', `${name} as ${found}`, expected);
  }
  const more = Object.keys(rest)[0];
  if (more !== undefined) {
    throw new Refused('not-safetensors', `${name} with ${describeValue(more)}`, 'dtype, shape, data_offsets');
  }
  const [start, end] = Array.isArray(range) && range.length === 2 ? (range as unknown[]) : [];
  if (
    typeof start !== 'number' ||
    !Number.isSafeInteger(start) ||
    start < 0 ||
    end !== start + type.bytes * size
  ) {
    const expected = `${type.bytes * size} bytes`;
    throw new Refused('not-safetensors', `${name} at ${describeValue(range)}`, expected);
  }
  return { start, end, type };
}
