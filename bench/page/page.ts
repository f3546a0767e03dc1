// The bench's page: loads the dataset once, keeps one worker a system, and is called by contestant.ts from outside.

import type { WebgpuStatus } from '../../src/contract/messages.ts';
import { createDataset, loadShards } from '../../src/dataset/fetch-shards.ts';
import { probeWebgpu } from '../../src/engine/gpu/adapter.ts';
import { memoryShardCache } from '../../src/storage/shard-cache.ts';
import type { System } from '../systems.ts';
import type { Answer, Request, Started, TimedSteps } from './trainer.ts';

/** What the driver calls; every call rejects with the worker's words. */
export interface Bench {
  start(system: System): Promise<Started>;
  run(name: string, steps: number): Promise<TimedSteps>;
  read(name: string): Promise<number[]>;
  stop(name: string): void;
  /** What WebGPU offers here, as the page's own probe says it. */
  webgpu(): Promise<WebgpuStatus>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const workers = new Map<string, Worker>();
const loading = loadShards({
  dataset: createDataset(),
  baseUrl: new URL('data/', location.href).href,
  needed: { trainCount: 60_000, test: false },
  cache: memoryShardCache(),
  signal: new AbortController().signal,
  onProgress: () => {},
});

function ask<Value>(name: string, request: Request): Promise<Value> {
  const worker = workers.get(name)!;
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const once = { signal: end.signal };
    const fail = (message: string) => {
      end.abort();
      reject(new Error(message));
    };
    worker.addEventListener('error', ({ message }) => fail(message || 'its script did not load'), once);
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer>) => {
        if ('error' in data) return fail(data.error);
        end.abort();
        resolve(data.value as Value);
      },
      once,
    );
    worker.postMessage(request);
  });
}

window.bench = {
  async start(system) {
    const {
      dataset: { images, labels },
    } = await loading;
    workers.set(system.name, new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
    return ask(system.name, { type: 'start', system, dataset: { images, labels } });
  },
  run: (name, steps) => ask(name, { type: 'run', steps }),
  read: (name) => ask(name, { type: 'read' }),
  stop(name) {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
  webgpu: () => probeWebgpu(globalThis),
};
