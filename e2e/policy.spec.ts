// The content security policy is in force, and every journey detects violations: in the page, in its worker, and in a
// blocked thread of the worker.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';
import { Site } from './site.ts';

const ANYWHERE = {
  'require-trusted-types-for': [
    () => Function('return 1'),
    () => new Worker('https://other.example/worker.js'),
  ],
  'trusted-types': [() => Reflect.get(globalThis, 'trustedTypes').createPolicy('other', {})],
  'connect-src': [() => fetch('https://other.example/')],
};
const IN_PAGE = {
  'require-trusted-types-for': [
    () => Object.assign(document.createElement('script'), { textContent: '1' }),
    () => Object.assign(document.createElement('p'), { innerHTML: '<b>' }),
  ],
  'style-src-elem': [
    () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'b {}' })),
  ],
  'img-src': [() => Object.assign(new Image(), { src: 'https://other.example/picture.png' })],
};

/** Runs each violation in a task of its own in `where`, since code that developer tools evaluate may do more. */
async function breach(
  where: { evaluate(expression: string): Promise<unknown> },
  deeds: Record<string, (() => unknown)[]>,
  trouble: string[],
): Promise<void> {
  for (const [directive, each] of Object.entries(deeds)) {
    for (const deed of each) {
      trouble.length = 0;
      await where.evaluate(`void setTimeout(async () => { try { await (${deed})(); } catch {} })`);
      const seen = `console: content security policy: ${directive} `;
      await expect.poll(() => trouble.join('\n'), String(deed)).toContain(seen);
    }
  }
}

test.describe('a breach of the policy is stopped and seen', () => {
  test.use({ expectedProblems: [/^content security policy: |^console: |^request to another origin: /] });

  test('in the page', async ({ page, app, problems }) => {
    await app.open(TINY);
    await breach(page, ANYWHERE, problems);
    await breach(page, IN_PAGE, problems);
  });

  test('in its worker', async ({ page, app, problems }) => {
    await app.open(`${TINY}&engine=reference`);
    await app.train.click();
    await app.testAccuracy();
    await breach(page.workers()[0]!, ANYWHERE, problems);
  });

  test('in a thread of the worker', async ({ page, problems }) => {
    const site = await Site.start();
    site.prepend("try { Function('return 1'); } catch {}", /^thread-.*\.js$/);
    await page.goto(`${site.url}${TINY}&engine=wasm&threads=2`);
    await expect
      .poll(() => problems.join('\n'), { timeout: 60_000 })
      .toMatch(/^content security policy: .*"document-uri":"[^"]*\/assets\/thread-/m);
    await site.remove();
  });
});
