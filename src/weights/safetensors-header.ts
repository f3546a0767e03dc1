// Reads the header of a safetensors file (https://github.com/huggingface/safetensors) by strict rules: length, JSON header
// and metadata. safetensors.ts checks the tensors.

import { formatMegabytes } from '../base/format.ts';
import { WEIGHT_FILE_MEGABYTES } from '../contract/weights-refusal.ts';
import { repeatedKey } from './json-keys.ts';
import { describeValue, Refused } from './refused.ts';

export const LENGTH_BYTES = 8;
export const METADATA_KEY = '__metadata__';
export const LARGEST_HEADER = 64 * 1024;

/** Other file types that a person may choose by mistake, by their first bytes. */
const OTHER_KINDS: readonly (readonly [first: readonly number[], kind: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive, such as PyTorch's .pth"],
  [[0x80, 0x02], 'a Python pickle'],
  [[0x80, 0x04], 'a Python pickle'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x3c], 'a web page or other markup'],
];

export interface SafetensorsHeader {
  /** The tensors' entries by name, and the metadata. */
  entries: Record<string, unknown>;
  metadata: Record<string, string>;
  /** Offset of the tensors' data, in bytes. */
  dataStart: number;
  /** Whether every number in the header is written as an unsigned integer, as the format requires. */
  plainNumbers: boolean;
}

/** Throws Refused. */
export function readHeader(bytes: Uint8Array): SafetensorsHeader {
  if (bytes.length > WEIGHT_FILE_MEGABYTES * 2 ** 20) {
    throw new Refused('too-large', formatMegabytes(bytes.length), `at most ${WEIGHT_FILE_MEGABYTES} MB`);
  }
  const refuse = (found: string, expected: string) => new Refused('not-safetensors', found, expected);
  if (bytes.length < LENGTH_BYTES) throw refuse(`${bytes.length} bytes`, 'a header');
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(LARGEST_HEADER)) {
    // Their first eight bytes, read as a length, are far beyond any header.
    const other =
      length >> 32n !== 0n && OTHER_KINDS.find(([first]) => first.every((byte, i) => bytes[i] === byte));
    if (other) throw refuse(other[1], 'a safetensors file');
    throw refuse(`a header of ${length} bytes`, `at most ${LARGEST_HEADER} bytes`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  if (dataStart > bytes.length) throw refuse(`${bytes.length} bytes`, `a header of ${length} bytes`);

  let text: string;
  let entries: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(LENGTH_BYTES, dataStart),
    );
    entries = JSON.parse(text);
  } catch {
    throw refuse('a header that is not JSON', 'a JSON object');
  }
  if (!isRecord(entries) || !text.startsWith('{')) throw refuse('another kind of header', 'a JSON object');
  const repeated = repeatedKey(text);
  if (repeated !== null) throw refuse(`${describeValue(repeated)} twice`, 'every key once');
  const plainNumbers = !/[-+.eE]/.test(text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"/g, ''));
  return { entries, metadata: readMetadata(entries), dataStart, plainNumbers };
}

function readMetadata(entries: Record<string, unknown>): Record<string, string> {
  if (!Object.hasOwn(entries, METADATA_KEY)) return {};
  const metadata = entries[METADATA_KEY];
  if (!isTextRecord(metadata)) {
    throw new Refused('not-safetensors', `other ${METADATA_KEY}`, 'a map of strings');
  }
  return metadata;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
