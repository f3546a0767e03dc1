// Unit tests in Node, beside the code. Tests that need a real browser are `*.browser.test.ts`, with their own config.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Golden files, loaded by tests alone.
  assetsInclude: ['**/*.bin'],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'test/{faults,formats}/*.test.ts'],
    exclude: ['**/*.browser.test.{ts,tsx}', '**/node_modules/**'],
    testTimeout: 30_000,
  },
});
