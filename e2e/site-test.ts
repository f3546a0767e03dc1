// The test function of journeys on a host of their own, which a test may change.

import { test as base } from './fixtures.ts';
import { Site } from './site.ts';

export const test = base.extend<{ site: Site }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern.
  site: async ({}, provide) => {
    const site = await Site.start();
    await provide(site);
    await site.remove();
  },
  baseURL: async ({ site }, provide) => provide(site.url),
});
