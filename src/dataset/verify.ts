// The SHA-256 of a content: the browser's own where it is offered, else a package's: insecure contexts have no
// crypto.subtle.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** About 10 ms of the package's hashing between two yields. */
const STRETCH_BYTES = 1 << 20;

/** 64 small hexadecimal digits. Never holds the thread for long. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (subtle) return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const hash = sha256.create();
  for (let start = 0; start < bytes.length; start += STRETCH_BYTES) {
    hash.update(bytes.subarray(start, start + STRETCH_BYTES));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return bytesToHex(hash.digest());
}
