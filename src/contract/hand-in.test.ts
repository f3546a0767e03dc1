// Results in links: written, read, and compared by their digest.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { PRESETS } from './config.ts';
import { canHandIn, handInBytes, handInLink, handInOf, readHandIn } from './hand-in.ts';
import type { TestResult } from './metrics.ts';
import { parseLink } from './url.ts';

const predicted = Uint8Array.from([3, 1, 2]);
const confidence = Float32Array.from([0.5, 0.25, 1]);
const digestOf = (result: Parameters<typeof handInBytes>[0]) =>
  handInOf({ correct: 2 }, createHash('sha256').update(handInBytes(result)).digest());

test('a result is read from its link, with the configuration that repeats it', () => {
  const handIn = digestOf({ predicted, confidence });
  expect(handIn.digest).toMatch(/^[0-9a-f]{16}$/);
  const config = { ...PRESETS.sprint, seed: 9, engine: 'auto', threads: 3 } as const;
  const link = handInLink(config, handIn);
  expect(readHandIn(link)).toEqual({ handIn, notices: [] });
  expect(parseLink(link)).toEqual({ config: { ...config, engine: 'wasm', threads: 0 }, notices: [] });
});

test('the digest is of every prediction and every bit of its probability', () => {
  const { digest } = digestOf({ predicted, confidence });
  const bytes = Buffer.from('0301020000003f0000803e0000803f', 'hex');
  expect(handInBytes({ predicted, confidence })).toEqual(new Uint8Array(bytes));
  expect(digestOf({ predicted: predicted.with(0, 4), confidence }).digest).not.toBe(digest);
  const nextFloat = new Float32Array(new Uint32Array([0x3f000001]).buffer)[0]!;
  expect(digestOf({ predicted, confidence: confidence.with(0, nextFloat) }).digest).not.toBe(digest);
});

test.each([
  '',
  '1',
  '1-',
  '-0123456789abcdef',
  '1-0123456789ABCDEF',
  '1-0123456789abcde',
  '1e3-0123456789abcdef',
])('handin=%j is not read, with a notice', (text) => {
  expect(readHandIn(`?handin=${text}`)).toEqual({
    handIn: null,
    notices: [{ kind: 'unreadable-result', key: 'handin', value: text }],
  });
});

test('without the key there is none', () => {
  expect(readHandIn('?seed=1')).toEqual({ handIn: null, notices: [] });
});

test('only a run from its seed on the wasm engine, as its link says, can be handed in', () => {
  const result = { engine: 'wasm', stoppedAtStep: null } as TestResult;
  const run = { plan: { start: { kind: 'seed' } }, marks: [], edited: [], mixed: false, result } as const;
  expect(canHandIn(run)).toBe(true);
  expect(canHandIn({ ...run, result: null })).toBe(false);
  // It was begun on another engine.
  expect(canHandIn({ ...run, mixed: true })).toBe(false);
  expect(canHandIn({ ...run, result: { ...result, engine: 'webgpu' } })).toBe(false);
  expect(canHandIn({ ...run, result: { ...result, stoppedAtStep: 5 } })).toBe(false);
  expect(canHandIn({ ...run, marks: [{ step: 1, value: 1 }] })).toBe(false);
  expect(canHandIn({ ...run, edited: [3] })).toBe(false);
  expect(canHandIn({ ...run, plan: { start: { kind: 'fine-tune' } } })).toBe(false);
});
