// The test of every journey: it fails on a console error, an uncaught error, a breach of the content security policy or a
// request to another origin, unless a spec expects that one.

import { expect, test as base } from 'playwright/test';
import { VIOLATIONS } from '../tools/headers.ts';
import { playground, type Playground } from './playground.ts';

interface Fixtures {
  /** Console messages that the spec provokes. */
  expectedTrouble: RegExp[];
  /** What went wrong so far, in words. */
  trouble: string[];
  app: Playground;
}

/** Runs in the page and in its worker; its threads have the reports. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

export const test = base.extend<Fixtures>({
  expectedTrouble: [[], { option: true }],
  trouble: [
    async ({ page, baseURL, expectedTrouble }, provide) => {
      const trouble: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const { protocol, origin, pathname } = new URL(request.url());
        if (pathname === VIOLATIONS) trouble.push(`content security policy: ${request.postData()}`);
        if (protocol === 'blob:' || protocol === 'data:' || origin === baseURL) return;
        trouble.push(`request to another origin: ${request.url()}`);
      });
      await page.addInitScript(reportViolations);
      page.on('worker', (worker) => void worker.evaluate(reportViolations).catch(() => undefined));
      await provide(trouble);
      const unexpected = trouble.filter((line) => !expectedTrouble.some((pattern) => pattern.test(line)));
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, provide) => provide(playground(page)),
});

export { expect };
