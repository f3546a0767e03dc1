// The wasm engine's kernels in Node: their files, and worker threads that help with a step.

import { Worker } from 'node:worker_threads';
import type { Host } from '../src/engine/wasm/host.ts';

/** Of src/engine/wasm/build/. */
export const WASM_FILES = {
  single: 'lenet.wasm',
  threads: 'lenet-threads.wasm',
  double: 'double.wasm',
} as const;

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

export const startHelper: Host['startHelper'] = (start) => {
  const worker = new Worker(THREAD, { eval: true, workerData: start });
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(() => void worker.terminate()));
    worker.once('error', reject);
  });
};
