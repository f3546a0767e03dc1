// Tests of the exports and of the bench's programs in Python: PyTorch, ONNX and the notebook format. Where Python lacks a
// module they are skipped, and the reason is printed. One file at a time: each uses a core or two by itself.

import { defineConfig } from 'vitest/config';
import { buildWasm } from './tools/build-wasm.ts';

await buildWasm();

export default defineConfig({
  test: {
    include: ['test/python/*.test.ts', 'bench/*.test.ts'],
    // PyTorch trains this network fastest on one thread.
    maxWorkers: 2,
    // The files of a worker share what they found out about Python, which takes seconds.
    isolate: false,
    testTimeout: process.env.LONG_RUNS === undefined ? 300_000 : 1_500_000,
  },
});
