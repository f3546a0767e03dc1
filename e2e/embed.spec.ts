// The page inside of another site: threads, storage, effects on the site, hosts, accessibility. Playwright's contexts are like
// private windows: a frame of another site has no storage there.

import { frameCode } from '../src/contract/embed-frame.ts';
import { axeViolations } from './axe.ts';
import {
  asAttributes,
  callElement,
  elementPage,
  embeddedFrame,
  firstReceived,
  framePage,
  OTHER_SITE,
  receivedBy,
  SHORT_RUN,
  test,
} from './embed-page.ts';
import { expect } from './fixtures.ts';
import { VIEW_NAMES } from './playground.ts';

test.use({ expectedProblems: [OTHER_SITE] });

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

for (const [name, headers] of [
  ['a plain site', {}],
  ['an isolated site', ISOLATED],
] as const) {
  test(`in ${name} it trains on threads without storage, and the full page gets the same result`, async ({
    page,
    app,
    site,
    open,
  }) => {
    const lesson = await open(
      elementPage(site.url, `${asAttributes(SHORT_RUN)} show="run,device" lang="en-GB"`),
      headers,
    );
    await firstReceived(page, 'ready');
    const frame = await embeddedFrame(page);
    expect(new URL(frame.url()).searchParams.get('origin')).toBe(new URL(lesson.url).origin);
    expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
    const cores = await frame.evaluate(() => navigator.hardwareConcurrency);
    expect(cores).toBeGreaterThan(1);
    // No storage: this is what the test is about.
    await expect(frame.evaluate(() => caches.open('any'))).rejects.toThrow('SecurityError');

    await callElement(page, 'start');
    const result = await firstReceived(page, 'result');
    await expect(frame.getByRole('region', { name: 'Device' })).toContainText(
      `WebAssembly on ${Math.min(cores, 13)} CPU threads`,
    );
    await expect(frame.getByText('This run is not saved: inside another site')).toBeVisible();
    await expect(frame.getByText('saved run')).toHaveCount(0);
    await expect(frame.getByRole('region', { name: 'Run', exact: true })).toContainText(
      'Done: test accuracy',
    );
    await expect
      .poll(async () => (await receivedBy(page, 'phase')).map(({ detail }) => detail['phase']))
      .toEqual(['preparing', 'training', 'validating', 'training', 'validating', 'testing', 'finished']);
    expect((await receivedBy(page, 'epoch')).map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ epoch: 1, epochs: 2, validationAccuracy: expect.any(Number) }),
      expect.objectContaining({ epoch: 2, epochs: 2, validationAccuracy: expect.any(Number) }),
    ]);
    expect(await receivedBy(page, 'error')).toEqual([]);

    await page.goto(result['link'] as string);
    await app.train.click();
    const accuracy = await app.testAccuracy();
    expect(accuracy).toBeGreaterThan(0.3);
    const { correct, total } = result as { correct: number; total: number };
    expect(accuracy).toBeCloseTo(correct / total, 4);
  });
}

test('changes nothing of the site: its title, its history, no service worker, no question before it is left', async ({
  page,
  site,
  open,
}) => {
  const lesson = await open(
    elementPage(site.url, `${asAttributes(SHORT_RUN)} epochs="60" show="run,draw,setup"`),
  );
  await firstReceived(page, 'ready');
  const frame = await embeddedFrame(page);
  const address = frame.url();
  const entries = await page.evaluate(() => history.length);
  const views = frame.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Setup' }).click();
  await expect(views.getByRole('link', { name: 'Setup' })).toHaveAttribute('aria-current', 'page');
  await callElement(page, 'start');
  await firstReceived(page, 'epoch');
  expect(await page.title()).toBe('A lesson');
  expect(await frame.evaluate(() => document.title)).toBe('LeNet Playground');
  expect(await page.evaluate(() => history.length)).toBe(entries);
  expect(frame.url()).toBe(address);
  let questions = 0;
  page.on('dialog', (dialog) => {
    questions++;
    void dialog.accept();
  });
  await page.goto(lesson.url, { waitUntil: 'commit' });
  expect(questions).toBe(0);
  expect(site.requests).toContain('/embed.html');
  expect(site.requests).not.toContain('/service-worker.js');
});

test('the full page opens in a tab of its own, with the configuration and without a sandbox', async ({
  page,
  site,
  open,
}) => {
  await open(elementPage(site.url, `${asAttributes(SHORT_RUN)} seed="7" show="run" lock="lr" task="Try it"`));
  await firstReceived(page, 'ready');
  await callElement(page, 'configure', { epochs: 3 });
  const frame = await embeddedFrame(page);
  const opened = page.waitForEvent('popup');
  await frame.getByRole('link', { name: /^Open the full page/ }).click();
  const full = await opened;
  const links = full.getByRole('navigation', { name: 'Views' }).getByRole('link');
  await expect(links).toHaveCount(Object.keys(VIEW_NAMES).length);
  await expect(full.getByText('Try it')).toBeVisible();
  expect(await full.evaluate(() => crossOriginIsolated)).toBe(true);
  const { searchParams } = new URL(full.url());
  expect(Object.fromEntries(searchParams)).toMatchObject({ epochs: '3', seed: '7', lock: 'lr' });
  expect(searchParams.has('show')).toBe(false);
});

test.describe('the page itself', () => {
  test.use({ expectedProblems: [/127\.0\.0\.1|frame-ancestors|Failed to load resource/] });

  test('can’t be framed by another site', async ({ page, site, open, problems }) => {
    for (const path of ['/', '/index.html', '/?show=run']) {
      await open(`<iframe src="${site.url}${path}"></iframe>`);
      await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
      expect(problems.join('\n')).toContain("frame-ancestors 'none'");
      problems.length = 0;
    }
  });
});

test.describe('on a host without headers', () => {
  test.use({ headers: false });

  test('it is shown and trains on one thread, and promises nothing else', async ({ page, site, open }) => {
    const address = `${site.url}/embed.html?${SHORT_RUN}&show=run,device&lang=en`;
    await open(framePage(frameCode(address, null, 'LeNet')));
    const frame = await embeddedFrame(page);
    expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await firstReceived(page, 'result');
    const device = frame.getByRole('region', { name: 'Device' });
    await expect(device).toContainText('WebAssembly on one CPU thread');
    await expect(device).not.toContainText('Reload');
  });
});

test.describe('320 pixels wide, in Chinese', () => {
  test.use({ viewport: { width: 320, height: 700 } });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`it fits, by keyboard, and axe finds nothing: ${colorScheme}`, async ({ page, site, open }) => {
      await page.emulateMedia({ colorScheme });
      const address = `${site.url}/embed.html?${SHORT_RUN}&lang=zh&show=run,charts,draw&task=${encodeURIComponent('画一个包')}`;
      await open(framePage(frameCode(address, null, 'LeNet Playground')));
      await firstReceived(page, 'ready');
      const frame = await embeddedFrame(page);
      await expect(frame.getByRole('region', { name: '任务' })).toContainText('画一个包');
      const train = frame.getByRole('button', { name: '训练', exact: true });
      await expect(frame.getByRole('link', { name: /打开完整页面/ })).toBeVisible();
      const isFocused = () => train.evaluate((button) => button === document.activeElement);
      for (let presses = 0; !(await isFocused()); presses++) {
        expect(presses).toBeLessThan(12);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await firstReceived(page, 'result');
      await expect(frame.getByText('本次训练没有保存')).toBeVisible();
      const root = frame.locator('html');
      expect(await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      expect(await axeViolations(frame)).toEqual([]);
      // Check that axe finds a real violation in the frame.
      await train.evaluate((button) => button.replaceChildren());
      expect((await axeViolations(frame)).join()).toContain('button-name');
    });
  }
});
