// A pool's host in Node, for tests and tools: worker threads that load TypeScript. The page's is
// src/engine/wasm/pool-host.ts.

import { Worker } from 'node:worker_threads';
import type { PoolAnswer } from '../src/engine/wasm/pool-messages.ts';
import type { PoolHost } from '../src/engine/wasm/pool-host.ts';
import { nodeHost } from './wasm-host.ts';

const ENTRY = new URL('./pool-thread.ts', import.meta.url).href;
/** Node's own loader reads no TypeScript. */
const THREAD = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${ENTRY}', '${ENTRY}'))`;

/** `threads`: at most so many, whatever the machine has. */
export function nodePoolHost(threads: number): PoolHost {
  return {
    threads,
    load: () => nodeHost.load('single'),
    start(onAnswer, onLost) {
      const worker = new Worker(THREAD, { eval: true });
      worker.on('message', (answer: PoolAnswer) => onAnswer(answer));
      worker.on('error', (error: Error) => onLost(error));
      worker.on('exit', () => onLost(new Error('thread of the pool: it has stopped')));
      return { post: (request) => worker.postMessage(request), end: () => void worker.terminate() };
    },
  };
}
