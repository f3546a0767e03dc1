// Reads a safetensors file the way a program that knows nothing of this page would, from the format's description:
// 8 bytes of header length, a JSON header, then the raw tensors. Shares no code with the page.

import { createHash } from 'node:crypto';

export interface Tensor {
  dtype: string;
  shape: number[];
  values: Float32Array;
}

export interface SafetensorsFile {
  metadata: Record<string, string>;
  tensors: Record<string, Tensor>;
}

interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** Throws when the offsets do not cover the file exactly. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + headerLength));
  const { __metadata__: metadata, ...entries } = JSON.parse(text) as {
    __metadata__?: Record<string, string>;
  } & Record<string, HeaderEntry>;
  const start = 8 + headerLength;
  let covered = 0;
  const tensors: Record<string, Tensor> = {};
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const [from, to] = offsets;
    covered += to - from;
    // A copy: a Buffer's slice would be a view of the whole file.
    const raw = new Uint8Array(bytes.subarray(start + from, start + to));
    tensors[name] = { dtype, shape, values: new Float32Array(raw.buffer) };
  }
  if (start + covered !== bytes.length)
    throw new Error(`${covered} bytes of tensors in ${bytes.length - start}`);
  return { metadata: metadata ?? {}, tensors };
}

/** SHA-256 of the values of the tensors `names` in that order, float32 little-endian. Throws when one is missing. */
export function hashTensors({ tensors }: SafetensorsFile, names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`no tensor ${name}`);
    hash.update(new Uint8Array(tensor.values.buffer));
  }
  return hash.digest('hex');
}
