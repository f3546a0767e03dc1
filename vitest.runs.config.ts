// Whole runs in Node, on the real dataset. One file at a time: each uses all cores by itself.

import { defineConfig } from 'vitest/config';
import { buildWasm } from './tools/build-wasm.ts';

// Once, before processes side by side would each do it.
await buildWasm();

export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    fileParallelism: false,
    testTimeout: process.env.LONG_RUNS === undefined ? 240_000 : 1_500_000,
  },
});
