// A fixed training of 200 steps and the hash of its results: the same bits on every machine, in every browser and with
// any number of threads. A change in the order of a sum changes the hash.

import { randomStream } from '../../base/random.ts';
import { parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { encodeSample } from '../../contract/sample.ts';
import type { Chunk, Engine, EngineSpec, ModelState } from '../engine.ts';
import { freshState } from '../fresh-state.ts';

export const SAME_BITS = 'b8c83d95e914830dffcb5fbfc81a172014f5967e7bc49bb64b90586b2904a68d';

export const IMAGE_COUNT = 64;
const STEPS = 200;
const BATCH = 32;

export const ARTICLE: ModelConfig = {
  c1: 6,
  c3: 16,
  f5: 120,
  f6: 84,
  classes: 10,
  activation: 'sigmoid',
  pooling: 'average',
  dense: false,
};

export function specOf(model: ModelConfig, more: Partial<EngineSpec> = {}): EngineSpec {
  return { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0, maxBatch: BATCH, ...more };
}

/** Random images with many blank pixels. */
function dataset(): { images: Uint8Array; labels: Uint8Array } {
  // The stream's name decides the pixels, and with them the hash.
  const random = randomStream(7, 'pictures');
  const images = new Uint8Array(IMAGE_COUNT * 784).map((_, i) => (i % 5 < 2 ? 0 : random.below(256)));
  return { images, labels: new Uint8Array(IMAGE_COUNT).map(() => random.below(10)) };
}

/** Uniform parameters of PyTorch's size. They have their own formula because SAME_BITS depends on their last bits. */
export function startState(model: ModelConfig): ModelState {
  const { size, tensors } = parameterLayout(model);
  const random = randomStream(3, 'parameters');
  const parameters = new Float32Array(size);
  for (const { offset, size: count, fanIn } of tensors) {
    for (let i = offset; i < offset + count; i++) parameters[i] = (random.unit() * 2 - 1) / Math.sqrt(fanIn);
  }
  return freshState(parameters);
}

/** `engine` with the dataset and the initial parameters. */
export async function prepared(engine: Engine | Promise<Engine>, model: ModelConfig): Promise<Engine> {
  const ready = await engine;
  const { images, labels } = dataset();
  await ready.upload(images, labels);
  await ready.write(startState(model));
  return ready;
}

/** A chunk of `count` images, mirrored and shifted in all ways. */
export function chunkOf(count: number, batch: number): Chunk {
  const samples = new Uint32Array(count).map((_, i) =>
    encodeSample({
      index: (i * 13) % IMAGE_COUNT,
      flip: i % 3 === 0,
      shiftX: (i % 5) - 2,
      shiftY: (i % 7) - 3,
    }),
  );
  return { samples, batch, learningRates: new Float32Array(Math.ceil(count / batch)).fill(1e-3) };
}

/** Trains a prepared engine in chunks of `stepsPerChunk`. SHA-256 of parameters, moments, losses and confidences. */
export async function trainedBits(engine: Engine, stepsPerChunk: number): Promise<string> {
  const { samples, learningRates } = chunkOf(STEPS * BATCH, BATCH);
  const losses: number[] = [];
  for (let first = 0; first < STEPS; first += stepsPerChunk) {
    const end = Math.min(first + stepsPerChunk, STEPS);
    const result = await engine.train({
      samples: samples.slice(first * BATCH, end * BATCH),
      batch: BATCH,
      learningRates: learningRates.slice(first, end),
    });
    losses.push(...result.losses);
  }
  const { parameters, moment1, moment2 } = await engine.read();
  const { confidence } = await engine.evaluate(samples.slice(0, IMAGE_COUNT));
  const all = Float32Array.from([...parameters, ...moment1, ...moment2, ...losses, ...confidence]);
  const digest = await crypto.subtle.digest('SHA-256', all);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
