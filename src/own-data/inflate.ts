// Unpacks deflate streams and gzip files. The size is known before, and never exceeded: a small stream may unpack to gigabytes.

import { Inflate } from 'fflate';
import { OWN_DATA_LIMITS, type OwnDataReason } from '../contract/own-data.ts';
import { crc32 } from './crc32.ts';
import { Refused } from './refused.ts';

/** Compressed bytes that are unpacked at once, to at most 17 MB: deflate packs at most 1032 bytes into one. */
const CHUNK_BYTES = 1 << 14;

class TooLong extends Error {}

/** The content of a deflate stream of exactly `size` bytes; null where it is damaged, shorter or longer. */
export function inflateExactly(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  const out = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new TooLong();
    out.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      stream.push(bytes.subarray(start, start + CHUNK_BYTES), start + CHUNK_BYTES >= bytes.length);
    }
  } catch (error) {
    if (error instanceof TooLong || isFlateError(error)) return null;
    throw error;
  }
  return bytes.length > 0 && length === size ? out : null;
}

/** fflate's errors have a number as their code. */
function isFlateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}

/** The content of the gzip file `bytes`. Throws a refusal of `file`. */
export function gunzip(bytes: Uint8Array, file: string): Uint8Array<ArrayBuffer> {
  const refuse = (reason: OwnDataReason) => new Refused(file, reason);
  const start = headerLength(bytes);
  if (start === null || bytes.length < start + 8) throw refuse({ reason: 'cut-off' });
  const end = bytes.length - 8;
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, 8);
  const size = trailer.getUint32(4, true);
  const limit = OWN_DATA_LIMITS.unpackedMegabytes;
  const megabytes = Math.ceil(size / 2 ** 20);
  // The end of a file that was cut off gives any size; deflate can't pack that much.
  if (size > 1032 * (end - start) + 1032) throw refuse({ reason: 'cut-off' });
  if (megabytes > limit) throw refuse({ reason: 'too-large', megabytes, limit });
  const content = inflateExactly(bytes.subarray(start, end), size);
  if (!content) throw refuse({ reason: 'damaged' });
  if (crc32(content) !== trailer.getUint32(0, true)) throw refuse({ reason: 'checksum' });
  return content;
}

/** Bytes before the deflate stream (RFC 1952, section 2.3); null where the file ends earlier. */
function headerLength(bytes: Uint8Array): number | null {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  // A name and a comment, each ending in a zero.
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return null;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : null;
}
