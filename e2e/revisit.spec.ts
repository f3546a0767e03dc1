// What a visit fetches: a second one fetches no shard again, and tfjs comes only where it may train.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';

test('a second visit fetches no shard again, and no page ever fetches tfjs without need', async ({
  page,
  app,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const shards = () => fetched.splice(0).filter((path) => path.endsWith('.bin')).length;
  await app.open(TINY);
  await app.loaded();
  expect(fetched.filter((path) => path.includes('tfjs'))).toEqual([]);
  expect(shards()).toBe(2);
  // The worker writes the cache in the background.
  await expect.poll(() => page.evaluate(cachedEntries)).toBe(2);
  await app.open(TINY);
  await app.loaded();
  expect(shards()).toBe(0);
  await expect(page.getByText('from cache')).toBeVisible();
});

async function cachedEntries(): Promise<number> {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}
