// The test of every journey: it fails on a console error, an uncaught error, a breach of the content security policy or a
// request to another origin, unless a spec expects that one.

import { expect, test as base } from 'playwright/test';
import { VIOLATIONS } from '../tools/headers.ts';
import { playground, type Playground } from './playground.ts';

interface Fixtures {
  /** Console messages that the spec provokes. */
  expectedProblems: RegExp[];
  /** What went wrong so far, in words. */
  problems: string[];
  app: Playground;
}

/** Runs in the page and in its worker; its threads have the reports. */
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
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const { protocol, origin, pathname } = new URL(request.url());
        if (pathname === VIOLATIONS) problems.push(`content security policy: ${request.postData()}`);
        if (protocol === 'blob:' || protocol === 'data:' || origin === baseURL) return;
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
