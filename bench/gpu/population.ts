// Training images a second of 1 to 32 networks that share every dispatch, beside one network alone, in turns.

import type { RunConfig } from '../../src/contract/config.ts';
import { plainSample } from '../../src/contract/sample.ts';
import type { Chunk, Engine } from '../../src/engine/engine.ts';
import { freshState } from '../../src/engine/fresh-state.ts';
import { createWebgpuPool } from '../../src/engine/webgpu/pool.ts';
import { createWebgpuEngine } from '../../src/engine/webgpu/webgpu-engine.ts';
import { initialParameters } from '../../src/recipe/initial-parameters.ts';
import { engineSpec } from '../../src/training/engine-spec.ts';
import { median } from '../measure.ts';

const COUNTS = [1, 2, 4, 8, 16, 32];
const ROUNDS = 5;
const IMAGE_COUNT = 1024;
const CHUNK_STEPS = 200;
const MILLISECONDS = 1500;

/** Prints medians. */
export async function benchPopulation(config: RunConfig): Promise<void> {
  const spec = engineSpec(config);
  const { batch } = config;
  const images = Uint8Array.from({ length: IMAGE_COUNT * 784 }, (_, i) => (i * 7919) % 256);
  const labels = Uint8Array.from({ length: IMAGE_COUNT }, (_, i) => i % config.classes);
  const chunk: Chunk = {
    samples: Uint32Array.from({ length: CHUNK_STEPS * batch }, (_, i) => plainSample((i * 7) % IMAGE_COUNT)),
    batch,
    learningRates: new Float32Array(CHUNK_STEPS).fill(1e-3),
  };
  const prepared = async (creating: Promise<Engine>, seed: number) => {
    const engine = await creating;
    await engine.upload(images, labels);
    await engine.write(freshState(initialParameters(spec.model, config.init, seed)));
    return engine;
  };
  const contestants = [{ name: 'alone', engines: [await prepared(createWebgpuEngine(spec), 1)] }];
  const pool = await createWebgpuPool();
  for (const count of COUNTS) {
    const creating = Array.from({ length: count }, (_, i) => prepared(pool.create(spec), i));
    contestants.push({ name: `${count} together`, engines: await Promise.all(creating) });
  }
  const speeds = contestants.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { engines }] of contestants.entries()) speeds[i]!.push(await speedOf(engines, chunk));
  }
  contestants.forEach(({ name }, i) =>
    console.log(`${name.padEnd(12)} ${Math.round(median(speeds[i]!)).toLocaleString('en')} images/s`),
  );
}

async function speedOf(engines: readonly Engine[], chunk: Chunk): Promise<number> {
  const began = performance.now();
  let trained = 0;
  const train = async (engine: Engine) => {
    while (performance.now() - began < MILLISECONDS) {
      await engine.train(chunk);
      trained += chunk.samples.length;
    }
  };
  await Promise.all(engines.map(train));
  return (1000 * trained) / (performance.now() - began);
}
