// Tests that need WebGPU, in the full Chromium (new headless mode) on its software adapter. Where that adapter is
// missing they fail; they do not skip. CHROMIUM_PATH names another browser than Debian's.

import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BROWSER_FLAGS, SOFTWARE_GPU_FLAGS } from './tools/browser.ts';
import { buildWasm } from './tools/build-wasm.ts';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const executablePath =
  process.env.CHROMIUM_PATH ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined);

// The wasm engine's kernels, which its host fetches.
await buildWasm();

export default defineConfig({
  // As in vite.config.ts.
  resolve: { alias: [{ find: /^@tensorflow\/tfjs$/, replacement: '@tensorflow/tfjs-core' }] },
  // Found at the start: a late find would reload the page in the middle of a test.
  optimizeDeps: { include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgpu'] },
  // Golden files, loaded by tests alone.
  assetsInclude: ['**/*.bin'],
  test: {
    include: ['src/**/*.browser.test.ts'],
    testTimeout: 300_000,
    // Two suites side by side: one compiles kernels while the other waits for the device.
    maxWorkers: 2,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          ...(executablePath ? { executablePath } : { channel: 'chromium' }),
          args: [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
