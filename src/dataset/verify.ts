// The SHA-256 of a content: the browser's own where it is offered, plain code in insecure contexts. Not a decoder.

import { Sha256 } from './sha256.ts';

/** About 10 ms of plain hashing between two yields. */
const STRETCH_BYTES = 1 << 20;

/** 64 small hexadecimal digits. Never holds the thread for long. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (subtle) {
    const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const hash = new Sha256();
  for (let start = 0; start < bytes.length; start += STRETCH_BYTES) {
    hash.update(bytes.subarray(start, start + STRETCH_BYTES));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return hash.hex();
}
