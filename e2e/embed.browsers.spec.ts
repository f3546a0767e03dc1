// The page in a frame of another site, in Firefox and WebKitGTK: on one thread, since they isolate no frames of others.

import { frameCode } from '../src/contract/embed-frame.ts';
import { expect, test } from './browsers.ts';
import { startOtherSite } from './other-site.ts';
import { SHORT_RUN } from './embed-page.ts';

test('trains in a frame of another site on one thread', async ({ app, baseURL }) => {
  const show = ['run', 'device'] as const;
  const address = `${baseURL}/embed.html?${SHORT_RUN}&lang=en&show=${show.join(',')}`;
  const site = await startOtherSite({ body: frameCode(address, show, 'LeNet') });
  await app.openFrame(site.url);
  expect(await app.isolated()).toBe(false);
  await app.press('Train');
  await expect.poll(() => app.text('Run'), { timeout: 60_000 }).toMatch(/Done: test accuracy \d+\.\d\d%/);
  expect(await app.text('Device')).toContain('WebAssembly on one CPU thread');
  expect(await app.page()).not.toContain('Reload');
  await site.close();
});
