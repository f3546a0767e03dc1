// The test function of every journey. It fails on console errors, uncaught errors, violations of the content security policy
// and requests to other origins, unless a spec expects them.

import { expect, test as base } from 'playwright/test';
import { VIOLATIONS } from '../tools/headers.ts';
import { playground, type Playground } from './playground.ts';

interface Fixtures {
  /** Problems that the spec provokes on purpose. */
  expectedProblems: RegExp[];
  /** The problems so far. */
  problems: string[];
  app: Playground;
}

/** Runs in the page and its worker. Threads report through the policy's report address. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

export const test = base.extend<Fixtures>({
  expectedProblems: [[], { option: true }],
  problems: [
    async ({ page, baseURL, expectedProblems }, provide) => {
      const problems: string[] = [];
      const own = new URL(baseURL!).origin;
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const { protocol, origin, pathname } = new URL(request.url());
        if (pathname === VIOLATIONS) problems.push(`content security policy: ${request.postData()}`);
        if (protocol === 'blob:' || protocol === 'data:' || origin === own) return;
        problems.push(`request to another origin: ${request.url()}`);
      });
      await page.addInitScript(reportViolations);
      page.on('worker', (worker) => void worker.evaluate(reportViolations).catch(() => undefined));
      await provide(problems);
      const unexpected = problems.filter((line) => !expectedProblems.some((pattern) => pattern.test(line)));
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, provide) => provide(playground(page)),
});

export { expect };
