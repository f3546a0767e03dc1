// The wasm engine's host in Node, for tests and tools: kernels from disk, compiled when stale, and worker threads. The
// page's host is src/engine/wasm/host.ts.

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Host } from '../src/engine/wasm/host.ts';
import { buildWasm } from './build-wasm.ts';

const FILES = { single: 'lenet.wasm', threads: 'lenet-threads.wasm' } as const;

/** The code of src/engine/wasm/thread.ts as plain JavaScript for a Node worker. */
export const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { module, memory, configuration, seen } = workerData;
const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports;
kernels.configure(...configuration);
parentPort.postMessage('ready');
try {
  kernels.help(seen);
} catch (error) {
  kernels.abandon();
}
`;

export const nodeHost: Host = {
  threads: Math.max(2, availableParallelism()),

  async load(variant) {
    await buildWasm();
    return WebAssembly.compile(
      await readFile(new URL(`../src/engine/wasm/build/${FILES[variant]}`, import.meta.url)),
    );
  },

  startHelper(start) {
    const worker = new Worker(THREAD, { eval: true, workerData: start });
    return new Promise((resolve, reject) => {
      worker.once('message', () => resolve(() => void worker.terminate()));
      worker.once('error', reject);
    });
  },
};
