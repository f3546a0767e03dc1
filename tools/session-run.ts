// A whole run outside a browser: the product's session on a given engine, with the shards read from disk.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RunConfig } from '../src/contract/config.ts';
import type { WorkerCommand, WorkerEvent } from '../src/contract/messages.ts';
import type { EpochMetrics, TestResult } from '../src/contract/metrics.ts';
import type { OwnDataset } from '../src/contract/own-data.ts';
import { loadShards } from '../src/dataset/fetch-shards.ts';
import { readWeightFile } from '../src/weights/read-weight-file.ts';
import type { Engine, EngineSpec } from '../src/engine/engine.ts';
import { memoryShardCache } from '../src/storage/shard-cache.ts';
import { onlyTabLock } from '../src/storage/tab-lock.ts';
import { memoryFinishedRunsStore } from '../src/storage/finished-runs-store.ts';
import { memoryOwnDataStore } from '../src/storage/own-data-store.ts';
import { memoryRunStore } from '../src/storage/run-store.ts';
import { memorySweepStore } from '../src/storage/sweep-store.ts';
import { createSession } from '../src/training/session.ts';

export interface FinishedRun {
  epochs: EpochMetrics[];
  result: TestResult;
  /** SHA-256 of the best weights, float32 little-endian in the flat layout. */
  weightsHash: string;
}

const fromDisk: typeof fetch = async (input) => new Response(await readFile(new URL(String(input))));

export interface RunPlace {
  createEngine: (spec: EngineSpec) => Promise<Engine>;
  /** The folder of the data files, a file: URL. */
  data: string;
  /** A person's dataset that the session gets before it starts. */
  own?: OwnDataset;
}

/** Receives every event and may send commands. */
export type OnEvent = (event: WorkerEvent, send: (command: WorkerCommand) => void) => void;

/** Trains `config` to its end. Rejects with the failure as JSON. */
export function runSession(
  config: RunConfig,
  { createEngine, data, own }: RunPlace,
  onEvent: OnEvent = () => {},
): Promise<FinishedRun> {
  return new Promise((resolve, reject) => {
    const epochs: EpochMetrics[] = [];
    let result: TestResult | null = null;
    const session = createSession({
      emit(event) {
        onEvent(event, (command) => session.handle(command));
        if (event.type === 'epoch') epochs.push(event.metrics);
        if (event.type === 'result') result = event.result;
        if (event.type === 'failure') reject(new Error(JSON.stringify(event.failure)));
        if (event.type === 'phase' && event.phase === 'finished') session.handle({ type: 'export', id: 1 });
        if (event.type === 'exported') {
          const read = readWeightFile(event.bytes);
          if ('refusal' in read) throw new Error(read.refusal.reason);
          const { buffer } = read.file.parameters;
          const weightsHash = createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
          session.handle({ type: 'reset' });
          resolve({ epochs, result: result!, weightsHash });
        }
      },
      // A run in Node is never tested for speed.
      testSpeed: async () => null,
      loadExports: async () => (await import('../src/export/write-run.ts')).writeRun,
      ownData: memoryOwnDataStore(),
      finishedRuns: memoryFinishedRunsStore(),
      runs: memoryRunStore(),
      sweeps: memorySweepStore(),
      createPool: () => Promise.reject(new Error('one run needs no pool')),
      tabLock: onlyTabLock,
      loadDataset: (dataset, needed, signal, watch) =>
        loadShards({
          dataset,
          baseUrl: data,
          needed,
          cache: memoryShardCache(),
          signal,
          ...watch,
          fetch: fromDisk,
        }),
      chooseEngine: async () => ({
        webgpu: { state: 'none', reason: 'no-api' },
        chosen: config.engine === 'auto' ? 'wasm' : config.engine,
        device: { kind: 'cpu', threads: 1 },
        reason: 'requested',
        trials: [],
      }),
      createEngine: (_, spec) => createEngine(spec),
    });
    if (own) session.handle({ type: 'add-dataset', dataset: structuredClone(own) });
    session.handle({ type: 'start', config });
  });
}
