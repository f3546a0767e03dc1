// `npm run bench:sweep [-- SECONDS]`: training images a second of 1, 2, 4, 8 and 16 networks on a pool, beside one network
// alone on all threads and on one, in turns. In Node, on the page's kernels.

import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Chunk, Engine, EngineSpec } from '../src/engine/engine.ts';
import { freshState } from '../src/engine/fresh-state.ts';
import { createPool } from '../src/engine/wasm/pool.ts';
import { createWasmEngine } from '../src/engine/wasm/wasm-engine.ts';
import { epochOrder, trainingImages } from '../src/recipe/split.ts';
import { PRESETS } from '../src/contract/config.ts';
import { engineSpec } from '../src/training/engine-spec.ts';
import { nodePoolHost } from '../tools/pool-host.ts';
import { nodeHost } from '../tools/wasm-host.ts';
import { loadDataset } from './dataset.ts';
import { ARTICLE, startParameters } from './material.ts';
import { median } from './measure.ts';

const CORES = availableParallelism();
const COUNTS = [1, 2, 4, 8, 16];
const ROUNDS = 5;
/** Steps of one call: about 80 ms on one thread, as a run's chunks. */
const CHUNK_STEPS = 40;
const SECONDS = Number(process.argv[2] ?? 4);

const config = PRESETS.article;
const spec: EngineSpec = engineSpec(config);
const { batch } = config;
const words = epochOrder(config, trainingImages(config), 1);
const dataset = await loadDataset();
// Shared, as in the page: a thread would copy it otherwise.
const images = new Uint8Array(new SharedArrayBuffer(dataset.images.length));
images.set(dataset.images);
const { labels } = dataset;

interface Contestant {
  name: string;
  engines: Engine[];
  /** Images a second in each round. */
  speeds: number[];
}

async function prepared(creating: Promise<Engine>): Promise<Engine> {
  const engine = await creating;
  await engine.upload(images, labels);
  await engine.write(freshState(startParameters(ARTICLE)));
  return engine;
}

/** Trains chunk after chunk until the time is over. Resolves with the number of steps done. */
async function trainFor(engine: Engine, milliseconds: number): Promise<number> {
  const startedAt = performance.now();
  let steps = 0;
  while (performance.now() - startedAt < milliseconds) {
    const first = (steps * batch) % (words.length - CHUNK_STEPS * batch);
    const chunk: Chunk = {
      samples: words.subarray(first, first + CHUNK_STEPS * batch),
      batch,
      learningRates: new Float32Array(CHUNK_STEPS).fill(config.lr),
    };
    await engine.train(chunk);
    steps += CHUNK_STEPS;
  }
  return steps;
}

async function imagesPerSecond(engines: readonly Engine[], milliseconds: number): Promise<number> {
  const startedAt = performance.now();
  const steps = await Promise.all(engines.map((engine) => trainFor(engine, milliseconds)));
  const seconds = (performance.now() - startedAt) / 1000;
  return (steps.reduce((sum, count) => sum + count, 0) * batch) / seconds;
}

const pool = await createPool(CORES, nodePoolHost(CORES));
const alone = async (threads: number): Promise<Contestant> => ({
  name: `one network alone, threads: ${threads}`,
  engines: [await prepared(createWasmEngine(spec, { threads, host: nodeHost }))],
  speeds: [],
});
const members: Engine[] = [];
for (let i = 0; i < Math.max(...COUNTS); i++) members.push(await prepared(pool.create(spec)));
const pooled = COUNTS.map((count): Contestant => ({
  name: `pool, networks: ${count}`,
  engines: members.slice(0, count),
  speeds: [],
}));
const contestants = [await alone(CORES), await alone(1), ...pooled];

console.log(
  `${cpus()[0]?.model}, ${CORES} threads, Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}`,
);
for (const { engines } of contestants) await imagesPerSecond(engines, 500);
for (let round = 0; round < ROUNDS; round++) {
  for (const { engines, speeds } of contestants)
    speeds.push(await imagesPerSecond(engines, (SECONDS * 1000) / ROUNDS));
}
const first = median(contestants[0]!.speeds);
for (const { name, speeds } of contestants) {
  const middle = median(speeds);
  const range = `${Math.round(Math.min(...speeds))} to ${Math.round(Math.max(...speeds))}`;
  console.log(
    `${name.padEnd(34)} ${Math.round(middle)} images/s (${range}), ${(middle / first).toFixed(2)}x`,
  );
}
console.log(
  `load ${loadavg()[0]!.toFixed(2)}, memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
);
process.exit();
