// The most images that a dataset may have, with the largest network: they fit into the engine's memory, or the engine says how
// much it needs.

import { expect, test } from 'vitest';
import { nodeHost } from '../../../tools/wasm-host.ts';
import { FIELDS } from '../../contract/config.ts';
import { CLASS_LIMITS, IMAGE_LIMIT } from '../../contract/dataset.ts';
import { IMAGE_PIXELS, type ModelConfig } from '../../contract/model.ts';
import { chunkOf, specOf } from './same-bits.fixture.ts';
import { createImageMemory } from './image-memory.ts';
import { reserve } from './start.ts';
import { createWasmEngine } from './wasm-engine.ts';

const LARGEST: ModelConfig = {
  classes: CLASS_LIMITS.max,
  c1: FIELDS.c1.max,
  c3: FIELDS.c3.max,
  f5: FIELDS.f5.max,
  f6: FIELDS.f6.max,
  activation: 'relu',
  pooling: 'max',
  dense: true,
};

test.each([1, FIELDS.threads.max])('with threads: %i', async (threads) => {
  const spec = specOf(LARGEST, { optimizer: 'adamw', maxBatch: FIELDS.batch.max });
  const imageMemory = createImageMemory(IMAGE_PIXELS)!;
  const images = imageMemory.reserve(IMAGE_LIMIT * IMAGE_PIXELS)!;
  const engine = await createWasmEngine(spec, { threads, host: { ...nodeHost, threads }, imageMemory });
  expect(engine.device).toEqual({ kind: 'cpu', threads });
  await engine.upload(images, new Uint8Array(IMAGE_LIMIT));
  const { losses } = await engine.train(chunkOf(1, 8));
  // All parameters are zero: every class is as probable.
  expect(losses[0]).toBeCloseTo(Math.log(LARGEST.classes), 5);
  engine.dispose();
});

test('memory that is not given is an error with the megabytes that are needed', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  expect(() => reserve(memory, 215_300_000)).toThrow(
    new RangeError('the images and the network need 216 MB of memory'),
  );
});
