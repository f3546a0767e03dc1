// A preset's best weights for the drawings' bench: from .cache/drawings where they were trained before, or trained now.

import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import type { RunConfig } from '../../src/contract/config.ts';
import { formatLink } from '../../src/contract/url.ts';
import { decodeSafetensors } from '../../src/weights/safetensors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { freshState } from '../../src/engine/fresh-state.ts';
import { createWasmEngine } from '../../src/engine/wasm/wasm-engine.ts';
import { nodeHost } from '../../tools/wasm-host.ts';
import type { FinishedRun, OnEvent } from '../../tools/session-run.ts';

const FOLDER = new URL('../../.cache/drawings/', import.meta.url);

export interface Trained {
  config: RunConfig;
  /** Share of the 10,000 test pictures. */
  testAccuracy: number;
  file: Uint8Array;
}

/** Trains `config` with `run`, unless a run of the same link is in the folder under that name. */
export async function trained(
  config: RunConfig,
  run: (config: RunConfig, onEvent: OnEvent) => Promise<FinishedRun>,
  name = `${config.preset}-${config.seed}`,
): Promise<Trained> {
  const [weights, facts] = [new URL(`${name}.safetensors`, FOLDER), new URL(`${name}.json`, FOLDER)];
  const link = formatLink(config);
  if (existsSync(facts)) {
    const found = JSON.parse(readFileSync(facts, 'utf8')) as { link: string; testAccuracy: number };
    if (found.link === link) {
      return { config, testAccuracy: found.testAccuracy, file: new Uint8Array(readFileSync(weights)) };
    }
  }
  let file = new Uint8Array();
  const { result } = await run(config, (event) => {
    if (event.type === 'epoch') console.error(`${name}: epoch ${event.metrics.epoch}`);
    if (event.type === 'exported') file = event.bytes.slice();
  });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(weights, file);
  writeFileSync(facts, JSON.stringify({ link, testAccuracy: result.accuracy }));
  return { config, testAccuracy: result.accuracy, file };
}

/** An engine that holds the weights, for `predict` alone. */
export async function predictor({ config, file }: Trained): Promise<Engine> {
  const { c1, c3, f5, f6, activation, pooling, dense } = config;
  const model = { c1, c3, f5, f6, activation, pooling, dense };
  const read = decodeSafetensors(file, model);
  if ('refusal' in read) throw new Error(read.refusal.reason);
  const { parameters } = read.weights;
  const engine = await createWasmEngine(
    { model, optimizer: 'adam', weightDecay: 0, labelSmoothing: 0, maxBatch: 1 },
    { host: nodeHost, threads: 1 },
  );
  await engine.write(freshState(parameters));
  return engine;
}
