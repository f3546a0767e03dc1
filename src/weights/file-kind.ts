// What kind of file the bytes of a weight file begin like: the first eight bytes decide who reads it.

import { LARGEST_HEADER, LENGTH_BYTES } from './safetensors-header.ts';

/** `other`: safetensors, or nothing that is read. */
export type FileKind = 'zip' | 'onnx' | 'other';

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length < LENGTH_BYTES) return 'other';
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES);
  // A safetensors file begins with the length of its header.
  if (view.getBigUint64(0, true) <= BigInt(LARGEST_HEADER)) return 'other';
  const [first, second, third, fourth] = bytes;
  // "PK" and the number of a local header, or of the end record of an empty archive.
  const record = third! * 256 + fourth!;
  if (first === 0x50 && second === 0x4b && (record === 0x0304 || record === 0x0506)) return 'zip';
  // The tag of ir_version, which every writer puts first, and a version below 128.
  return first === 0x08 && second! > 0 && second! < 0x80 ? 'onnx' : 'other';
}
