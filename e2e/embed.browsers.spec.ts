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

test('two frames of a site: one trains at a time and the other says so; in Firefox both train', async ({
  app,
  driven,
  baseURL,
}) => {
  const long = `${baseURL}/embed.html?${SHORT_RUN.replace('epochs=2', 'epochs=100')}&lang=en&show=run`;
  const frame = frameCode(long, ['run'], 'LeNet').replace('loading="lazy"', '');
  const site = await startOtherSite({ body: `${frame}${frame}` });
  await app.openFrame(site.url);
  await app.press('Train');
  await expect.poll(() => app.progress(), { timeout: 60_000 }).toBeGreaterThan(0);
  await app.changeFrame(2);
  await app.press('Train');
  if (driven === 'firefox') {
    await expect.poll(() => app.progress(), { timeout: 60_000 }).toBeGreaterThan(0);
    await app.changeFrame(1);
  } else {
    await expect.poll(() => app.page(), { timeout: 30_000 }).toContain('Another frame or tab is training');
    await app.press('Continue its run here');
  }
  await app.button('Pause');
  await app.press('Stop');
  await expect.poll(() => app.text('Run'), { timeout: 60_000 }).toContain('test accuracy');
  await site.close();
});
