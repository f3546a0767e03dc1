// One whole run in Node: the page's own session, on the wasm engine, with the shards read from disk.
// For accuracy figures and hashes; speed in the browser is measured elsewhere.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { RunConfig } from '../src/contract/config.ts';
import type { Command, Event } from '../src/contract/messages.ts';
import type { EpochMetrics, TestResult } from '../src/contract/metrics.ts';
import { loadShards } from '../src/data/fetch-shards.ts';
import { decodeSafetensors } from '../src/data/safetensors.ts';
import { createWasmEngine } from '../src/engine/wasm/wasm-engine.ts';
import { memoryShardCache } from '../src/storage/shard-cache.ts';
import { createSession } from '../src/training/session.ts';
import { nodeHost } from '../scripts/wasm-host.ts';

const DATA = new URL('../public/data/', import.meta.url);

export interface FinishedRun {
  epochs: EpochMetrics[];
  result: TestResult;
  /** SHA-256 of the best weights, float32 little-endian in the flat layout. */
  weightsHash: string;
}

const fromDisk: typeof fetch = async (input) => new Response(await readFile(new URL(String(input))));

/** Trains `config` to its end. `onEvent` hears everything, and may answer with commands. Rejects with the failure's text. */
export function runInNode(
  config: RunConfig,
  onEvent: (event: Event, send: (command: Command) => void) => void = () => {},
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
          const read = decodeSafetensors(event.bytes, config);
          if ('refusal' in read) throw new Error(read.refusal.reason);
          const { buffer } = read.weights.parameters;
          const weightsHash = createHash('sha256').update(new Uint8Array(buffer)).digest('hex');
          session.handle({ type: 'reset' });
          resolve({ epochs, result: result!, weightsHash });
        }
      },
      loadDataset: (dataset, trainCount, signal, onProgress) =>
        loadShards({
          dataset,
          baseUrl: DATA.href,
          needed: { trainCount, test: true },
          cache: memoryShardCache(),
          signal,
          onProgress,
          fetch: fromDisk,
        }),
      chooseEngine: async () => ({
        webgpu: { state: 'none', reason: 'no-api' },
        chosen: 'wasm',
        device: { kind: 'cpu', threads: 1 },
        reason: 'requested',
        trials: [],
      }),
      createEngine: (_, spec) =>
        createWasmEngine(spec, { host: nodeHost, ...(spec.threads && { threads: spec.threads }) }),
    });
    session.handle({ type: 'start', config });
  });
}
