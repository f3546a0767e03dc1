// Unit tests in Node, beside the code. Tests of whole sessions have their own config, and so have those that need a real
// browser (`*.browser.test.ts`).

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { buildWasm } from './tools/build-wasm.ts';

/** They train networks, for minutes in all. */
export const SESSIONS = ['src/training/session*.test.ts', 'src/training/finished-run.test.ts'];
/**
 * Test files share threads and their modules: most would spend more time on loading than on tests. Two threads on two cores
 * too, since the process that starts them has little to do.
 */
export const SHARED_THREADS = {
  pool: 'threads',
  isolate: false,
  maxWorkers: Math.max(2, availableParallelism() - 1),
} as const;

// Once, before processes side by side would each do it.
await buildWasm();

export default defineConfig({
  // Golden files, loaded by tests alone.
  assetsInclude: ['**/*.bin'],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'test/{faults,formats}/*.test.ts'],
    exclude: [...SESSIONS, '**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
    ...SHARED_THREADS,
    testTimeout: 30_000,
  },
});
