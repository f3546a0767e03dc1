// Journeys through the built page with its real headers: in a full Chromium without WebGPU and with it in software, in
// Firefox, and on Linux in WebKitGTK.

import { defineConfig, type Project } from 'playwright/test';
import type { BrowserOptions } from './e2e/browsers.ts';
import { BROWSER_FLAGS, findBrowser, SOFTWARE_GPU_FLAGS } from './tools/browser.ts';

const port = Number(process.env.E2E_PORT ?? 4273);
const baseURL = `http://localhost:${port}`;
const executablePath = await findBrowser();

/** A project whose tests follow one another in one browser, which tools/browser.ts finds or installs. */
const drivenProject = (driven: BrowserOptions['driven']): Project<object, BrowserOptions> => ({
  name: driven,
  testMatch: '**/*.browsers.spec.ts',
  fullyParallel: false,
  use: { driven },
});

export default defineConfig<object, BrowserOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Training takes a core of its own; two pages at a time suit two cores.
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: 'list',
  use: {
    baseURL,
    locale: 'en-US',
    // It would answer in place of a spec's routes; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
  },
  projects: [
    // These take longest, and the short tests of the last project end at about the same time.
    drivenProject('firefox'),
    ...(process.platform === 'linux' ? [drivenProject('webkit')] : []),
    {
      name: 'gpu',
      testMatch: '**/*.gpu.spec.ts',
      use: { launchOptions: { executablePath, args: [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS] } },
    },
    {
      name: 'cpu',
      testIgnore: '**/*.{gpu,browsers}.spec.ts',
      use: { launchOptions: { executablePath, args: [...BROWSER_FLAGS] } },
    },
  ],
  webServer: {
    command: 'npx vite preview --strictPort',
    env: { PORT: String(port), REPORT_VIOLATIONS: '1' },
    url: baseURL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
