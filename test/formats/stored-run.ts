// Saved runs in files: JSON in gzip, with typed arrays as {"Float32Array": "<base64>"}, little-endian.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { StoredRun } from '../../src/storage/run-store.ts';

const ARRAYS = { Float32Array, Uint8Array, Uint16Array } as const;

/** The saved run in the file at `url`, as storage gives it back. */
export function readStoredRun(url: URL): StoredRun {
  const text = gunzipSync(readFileSync(url)).toString('utf8');
  return JSON.parse(text, (_, value: unknown) => {
    const [entry] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (!entry || !Object.hasOwn(ARRAYS, entry[0]) || typeof entry[1] !== 'string') return value;
    const { buffer } = Uint8Array.from(Buffer.from(entry[1], 'base64'));
    return new ARRAYS[entry[0] as keyof typeof ARRAYS](buffer);
  }) as StoredRun;
}
