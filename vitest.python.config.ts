// Tests that run Python: what the page writes for other programs, read by them.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/python/*.test.ts'], testTimeout: 120_000 },
});
