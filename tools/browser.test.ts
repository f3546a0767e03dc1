// The list of disabled features, which replaces Playwright's, has all of Playwright's.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BROWSER_FLAGS, PLAYWRIGHT_DISABLES } from './browser.ts';

test('what the installed Playwright disables is disabled', async () => {
  const core = await readFile(
    fileURLToPath(new URL('lib/coreBundle.js', import.meta.resolve('playwright-core/package.json'))),
    'utf8',
  );
  const list = /disabledFeatures = \[(.*?)\]/s.exec(core)![1]!;
  const names = [...list.matchAll(/^\s*"(\w+)",?$/gm)].map(([, name]) => name!);
  expect(names).not.toEqual([]);
  expect(PLAYWRIGHT_DISABLES.toSorted()).toEqual(names.toSorted());
  const flag = BROWSER_FLAGS.find((one) => one.startsWith('--disable-features='))!;
  expect(flag.split('=')[1]!.split(',')).toEqual(expect.arrayContaining(names));
});
