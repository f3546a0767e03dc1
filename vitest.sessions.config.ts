// Sessions in Node from the page's commands to the worker's events, each with runs of its own.

import { defineConfig } from 'vitest/config';
import { SESSIONS, SHARED_THREADS } from './vitest.config.ts';

export default defineConfig({
  assetsInclude: ['**/*.bin'],
  test: { include: SESSIONS, ...SHARED_THREADS, testTimeout: 30_000 },
});
