// The footer links to the licences of all packages, including those that only a worker loads.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';

test('the notice of third-party code names the packages of the page and of its worker', async ({
  page,
  app,
}) => {
  await app.open(TINY);
  const link = page.getByRole('contentinfo').getByRole('link', { name: 'licences' });
  const answer = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/);
  const notice = await answer.text();
  for (const name of [
    'react-dom',
    'recharts',
    'zustand',
    'use-intl',
    'valibot',
    'idb',
    '@tensorflow/tfjs-core',
  ])
    expect(notice).toMatch(new RegExp(`^${name} \\d\\S* \\([\\w.-]+\\)$`, 'm'));
});
