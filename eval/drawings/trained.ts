// Trained networks for the evaluations. Weights are cached in .cache/drawings, so each configuration is trained once.

import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import type { RunConfig } from '../../src/contract/config.ts';
import { formatLink } from '../../src/contract/url.ts';
import { readWeightFile } from '../../src/weights/read-weight-file.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { freshState } from '../../src/engine/fresh-state.ts';
import { createWasmEngine } from '../../src/engine/wasm/wasm-engine.ts';
import { nodeHost } from '../../tools/wasm-host.ts';
import type { FinishedRun, OnEvent } from '../../tools/session-run.ts';

const FOLDER = new URL('../../.cache/drawings/', import.meta.url);

export interface Trained {
  config: RunConfig;
  /** On the 10,000 test images, 0 to 1. */
  testAccuracy: number;
  /** The best weights as a safetensors file. */
  file: Uint8Array;
}

/** The best weights of `config`: from the cache if `name` there has the same link, otherwise trained with `runTraining`. */
export async function trained(
  config: RunConfig,
  runTraining: (config: RunConfig, onEvent: OnEvent) => Promise<FinishedRun>,
  name = `${config.preset}-${config.seed}`,
): Promise<Trained> {
  const [weights, summary] = [new URL(`${name}.safetensors`, FOLDER), new URL(`${name}.json`, FOLDER)];
  const link = formatLink(config);
  if (existsSync(summary)) {
    const cached = JSON.parse(readFileSync(summary, 'utf8')) as { link: string; testAccuracy: number };
    if (cached.link === link) {
      return { config, testAccuracy: cached.testAccuracy, file: new Uint8Array(readFileSync(weights)) };
    }
  }
  let file = new Uint8Array();
  const { result } = await runTraining(config, (event) => {
    if (event.type === 'epoch') console.error(`${name}: epoch ${event.metrics.epoch}`);
    if (event.type === 'exported') file = event.bytes.slice();
  });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(weights, file);
  writeFileSync(summary, JSON.stringify({ link, testAccuracy: result.accuracy }));
  return { config, testAccuracy: result.accuracy, file };
}

/** An engine with the weights, for `predict` alone. Throws if the file does not fit the model. */
export async function predictor({ config, file }: Trained): Promise<Engine> {
  const { c1, c3, f5, f6, activation, pooling, dense, classes } = config;
  const model = { c1, c3, f5, f6, activation, pooling, dense, classes };
  const read = readWeightFile(file);
  if ('refusal' in read) throw new Error(read.refusal.reason);
  const { parameters } = read.file;
  const engine = await createWasmEngine(
    { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0, maxBatch: 1 },
    { host: nodeHost, threads: 1 },
  );
  await engine.write(freshState(parameters));
  return engine;
}
