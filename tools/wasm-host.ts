// The wasm engine's host in Node, for tests and tools: kernels from disk, compiled when stale, and worker threads. The
// page's host is src/engine/wasm/host.ts.

import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Host } from '../src/engine/wasm/host.ts';
import { buildWasm } from './build-wasm.ts';
import { startHelper, WASM_FILES } from './wasm-threads.ts';

export const nodeHost: Host = {
  threads: Math.max(2, availableParallelism()),

  async load(variant) {
    await buildWasm();
    return WebAssembly.compile(
      await readFile(new URL(`../src/engine/wasm/build/${WASM_FILES[variant]}`, import.meta.url)),
    );
  },

  startHelper,
};
