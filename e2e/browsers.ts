// The test function of journeys in Firefox and WebKitGTK. Like fixtures.ts it fails on errors of the page, policy violations
// and requests to other origins.

import { expect, test as base } from 'playwright/test';
import type { DrivenBrowser } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebKit } from './webkit.ts';
import { xpathPlayground, type XPathPlayground } from './xpath-page.ts';

const STARTS = { firefox: startFirefox, webkit: startWebKit };

export interface BrowserOptions {
  /** The browser of the project. */
  driven: keyof typeof STARTS;
}

export const test = base.extend<{ app: XPathPlayground }, BrowserOptions & { browserToDrive: DrivenBrowser }>(
  {
    driven: ['firefox', { option: true, scope: 'worker' }],
    browserToDrive: [
      async ({ driven }, provide) => {
        const browser = await STARTS[driven]();
        await provide(browser);
        await browser.close();
      },
      // The browser may have to be installed first.
      { scope: 'worker', timeout: 300_000 },
    ],
    app: async ({ browserToDrive, baseURL }, provide) => {
      const driver = await browserToDrive.open(baseURL!);
      await provide(xpathPlayground(driver, baseURL!, browserToDrive.downloads));
      const problems = await driver.problems();
      await driver.close();
      expect(problems).toEqual([]);
    },
  },
);

export { expect };
