import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';

test('writes what Node writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = toBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(text)).toEqual(bytes);
    }),
  );
});

test('takes bytes of any number', () => {
  const bytes = Uint8Array.from({ length: 200_001 }, (_, i) => i % 251);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

test.each(['A', 'AAA', 'AA A', 'AA==\n', '=AAA', 'AA=A', 'ÄAAA', 'A==='])('refuses %j', (text) => {
  expect(fromBase64(text)).toBeNull();
});
