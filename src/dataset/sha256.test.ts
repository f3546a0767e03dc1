// The plain digest against Node's, over every length around a block's end and in every cut.

import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from './verify.ts';
import { Sha256 } from './sha256.ts';

function pattern(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = Math.imul(i, 2654435761) >>> 24;
  return bytes;
}

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function plain(...parts: Uint8Array[]): string {
  const hash = new Sha256();
  for (const part of parts) hash.update(part);
  return hash.hex();
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('Sha256', () => {
  test("gives the standard's digest of abc", () => {
    expect(plain(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('is right for every length from 0 to 200', () => {
    for (let length = 0; length <= 200; length++) {
      expect(plain(pattern(length)), `${length} bytes`).toBe(expected(pattern(length)));
    }
  });

  test('does not depend on how the message is cut', () => {
    const bytes = pattern(200);
    for (let cut = 0; cut <= 200; cut++) {
      expect(plain(bytes.subarray(0, cut), bytes.subarray(cut)), `cut at ${cut}`).toBe(expected(bytes));
    }
    expect(plain(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(expected(bytes));
  });
});

describe('sha256Hex', () => {
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
