// The engine in a real browser on one thread: the host loads the kernels, and they compute the same bits as in Node.

import { expect, test } from 'vitest';
import { ARTICLE, SAME_BITS, prepared, specOf, trainedBits } from './same-bits.fixture.ts';
import { createWasmEngine } from './wasm-engine.ts';

test('the same bits as in Node', async () => {
  const engine = await prepared(createWasmEngine(specOf(ARTICLE), { threads: 1 }), ARTICLE);
  expect(await trainedBits(engine, 50)).toBe(SAME_BITS);
  engine.dispose();
});
