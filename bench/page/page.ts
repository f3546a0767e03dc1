// The bench's page: loads the dataset once and runs one worker for each system. contestant.ts calls it.

import type { WebgpuStatus } from '../../src/contract/device.ts';
import { createDataset } from '../../src/dataset/dataset.ts';
import { loadShards } from '../../src/dataset/fetch-shards.ts';
import { probeWebgpu } from '../../src/engine/gpu/adapter.ts';
import { memoryShardCache } from '../../src/storage/shard-cache.ts';
import type { System } from '../systems.ts';
import type { Answer, Request, Started, TimedSteps } from './trainer.ts';

/** The functions that contestant.ts calls. They reject with the worker's message. */
export interface Bench {
  start(system: System): Promise<Started>;
  run(name: string, steps: number): Promise<TimedSteps>;
  read(name: string): Promise<number[]>;
  stop(name: string): void;
  /** The state of WebGPU by the real page's probe. */
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

function request<Value>(name: string, message: Request): Promise<Value> {
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
    worker.postMessage(message);
  });
}

window.bench = {
  async start(system) {
    const {
      dataset: { images, labels },
    } = await loading;
    workers.set(system.name, new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
    return request(system.name, { type: 'start', system, dataset: { images, labels } });
  },
  run: (name, steps) => request(name, { type: 'run', steps }),
  read: (name) => request(name, { type: 'read' }),
  stop(name) {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
  webgpu: () => probeWebgpu(globalThis),
};
