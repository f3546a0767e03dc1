// Whole runs in Node on the wasm engine, for accuracy figures and hashes.

import type { RunConfig } from '../src/contract/config.ts';
import type { OwnDataset } from '../src/contract/own-data.ts';
import type { EngineSpec } from '../src/engine/engine.ts';
import { createWasmEngine } from '../src/engine/wasm/wasm-engine.ts';
import { nodeHost } from './wasm-host.ts';
import { runSession, type FinishedRun, type OnEvent } from './session-run.ts';

const DATA = new URL('../public/data/', import.meta.url).href;

/** Trains `config` to its end, on `own` where it names that dataset; see `runSession`. */
export function runInNode(config: RunConfig, onEvent?: OnEvent, own?: OwnDataset): Promise<FinishedRun> {
  const createEngine = (spec: EngineSpec) =>
    createWasmEngine(spec, { host: nodeHost, ...(spec.threads && { threads: spec.threads }) });
  return runSession(config, { createEngine, data: DATA, ...(own && { own }) }, onEvent);
}
