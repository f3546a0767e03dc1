// The digest with and without crypto.subtle, against Node's.

import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from './verify.ts';

function pattern(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = Math.imul(i, 2654435761) >>> 24;
  return bytes;
}

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('sha256Hex', () => {
  test("gives the standard's digest of abc", async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(abc);
    vi.stubGlobal('crypto', {});
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(abc);
  });

  test('is right for every length from 0 to 200 without crypto.subtle', async () => {
    vi.stubGlobal('crypto', {});
    for (let length = 0; length <= 200; length++) {
      expect(await sha256Hex(pattern(length)), `${length} bytes`).toBe(expected(pattern(length)));
    }
  });

  test('agrees with and without crypto.subtle', async () => {
    const bytes = pattern(3_000_001);
    expect(await sha256Hex(bytes)).toBe(expected(bytes));
    vi.stubGlobal('crypto', {});
    expect(await sha256Hex(bytes)).toBe(expected(bytes));
  });

  test('lets other work through while it hashes without crypto.subtle', async () => {
    vi.stubGlobal('crypto', {});
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await sha256Hex(pattern(4 << 20));
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
