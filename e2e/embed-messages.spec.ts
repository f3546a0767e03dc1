// The messages between the embedded page and a site, and the element <lenet-playground>.

import { frameCode } from '../src/contract/embed-frame.ts';
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

test.use({ expectedProblems: [OTHER_SITE] });

test('its methods configure, pause, resume and stop a run, also before the page is there', async ({
  page,
  site,
  open,
}) => {
  await open(elementPage(site.url, `${asAttributes(SHORT_RUN)} show="run,setup" lock="batch"`));
  await callElement(page, 'configure', { epochs: 60, seed: 7 });
  const frame = await embeddedFrame(page);
  await expect(frame.getByRole('textbox', { name: 'Epochs' })).toHaveValue('60');
  await expect(frame.getByRole('textbox', { name: 'Seed' })).toHaveValue('7');
  await callElement(page, 'configure', { batch: 20 });
  expect(await firstReceived(page, 'error')).toEqual({ what: 'locked', where: 'config.batch' });

  const phases = async () => (await receivedBy(page, 'phase')).map(({ detail }) => detail['phase']);
  await callElement(page, 'start');
  await firstReceived(page, 'epoch');
  await callElement(page, 'pause');
  await expect.poll(phases).toContain('paused');
  await callElement(page, 'configure', { epochs: 1 });
  await expect
    .poll(async () => (await receivedBy(page, 'error')).at(-1)?.detail)
    .toEqual({
      what: 'phase',
      where: 'paused',
    });
  await callElement(page, 'resume');
  await expect.poll(async () => (await phases()).at(-1)).toBe('training');
  await callElement(page, 'stop');
  expect(await firstReceived(page, 'result')).toMatchObject({ total: 10_000 });
});

test('is as high as its content, and follows it', async ({ page, site, open }) => {
  await open(elementPage(site.url, `${asAttributes(SHORT_RUN)} show="run"`));
  const frame = await embeddedFrame(page);
  const outer = page.locator('lenet-playground iframe');
  const needed = () =>
    frame.locator('#root').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
  const height = async () => Math.round((await outer.boundingBox())!.height);
  await firstReceived(page, 'ready');
  await expect.poll(async () => (await height()) - (await needed())).toBe(0);
  const before = await height();
  expect(before).toBeLessThan(400);
  await callElement(page, 'start');
  await expect(frame.getByText('This run is not saved')).toBeVisible({ timeout: 60_000 });
  await expect.poll(async () => (await height()) - (await needed())).toBe(0);
  expect(await height()).toBeGreaterThan(before);
});

test('a thousand wrong messages are answered, those of other windows are ignored; nothing changes', async ({
  page,
  site,
  open,
}) => {
  const frameTag = frameCode(`${site.url}/embed.html?${SHORT_RUN}&show=run,setup&lang=en`, null, 'LeNet');
  await open(framePage(`${frameTag}<iframe id="other" srcdoc="<p>Another frame</p>"></iframe>`));
  await firstReceived(page, 'ready');
  const frame = await embeddedFrame(page);
  const epochs = frame.getByRole('textbox', { name: 'Epochs' });
  await expect(epochs).toHaveValue('2');

  // Messages of another window, also valid ones.
  await page
    .frameLocator('#other')
    .locator('p')
    .evaluate(() => {
      for (let i = 0; i < 1000; i++) {
        window.parent.frames[0]!.postMessage({ lenet: 1, type: 'configure', config: { epochs: 9 } }, '*');
        window.parent.frames[0]!.postMessage({ lenet: 1, type: 'start' }, '*');
      }
    });
  await page.evaluate(() => {
    const wrong = [
      null,
      'start',
      { lenet: 2, type: 'start' },
      { lenet: 1, type: 'export' },
      { lenet: 1, type: 'configure', config: { epochs: 1e9 } },
      { lenet: 1, type: 'configure', config: { epochs: 9, weights: new Uint8Array(1000) } },
      { lenet: 1, type: 'configure', config: JSON.parse('{ "__proto__": { "epochs": 9 }, "epochs": 9 }') },
      { lenet: 1, type: 'start', config: { epochs: 9 } },
      new Map([['lenet', 1]]),
      Array.from({ length: 10_000 }, (_, i) => i),
    ];
    const target = window.frames[0]!;
    for (let i = 0; i < 1000; i++) target.postMessage(wrong[i % wrong.length], '*');
  });
  await expect.poll(async () => (await receivedBy(page, 'error')).length).toBe(1000);
  const answers = (await receivedBy(page, 'error'))
    .slice(0, 10)
    .map(({ detail }) => `${detail['what']} ${detail['where']}`);
  expect(answers).toEqual([
    'not-a-message ',
    'not-a-message ',
    'version lenet',
    'type type',
    'value config.epochs',
    'key config.weights',
    'key config.__proto__',
    'key config',
    'version lenet',
    'version lenet',
  ]);
  await expect(epochs).toHaveValue('2');
  await expect(frame.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  expect((await receivedBy(page)).filter(({ type }) => type === 'phase')).toEqual([]);

  // A message of the site itself is accepted.
  await page.evaluate(() => window.frames[0]!.postMessage({ lenet: 1, type: 'start' }, '*'));
  expect(await firstReceived(page, 'result')).toMatchObject({ total: 10_000 });
});

test('with the origin of another site it exchanges no messages, and an invalid origin shows a notice', async ({
  page,
  site,
  open,
}) => {
  const address = `${site.url}/embed.html?${SHORT_RUN}&show=run&lang=en`;
  // The browser logs each message that it does not deliver.
  for (const origin of ['https://other.example', 'other.example']) {
    await open(framePage(frameCode(`${address}&origin=${origin}`, null, 'LeNet')));
    const frame = await embeddedFrame(page);
    await expect(frame.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
    await page.evaluate(() => window.frames[0]!.postMessage({ lenet: 1, type: 'start' }, '*'));
    const refusal = frame.getByText('“origin=other.example” in the address of this frame is not an origin');
    await expect(refusal).toHaveCount(origin === 'other.example' ? 1 : 0);
    await frame.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(frame.getByRole('region', { name: 'Run', exact: true })).toContainText('test accuracy', {
      timeout: 60_000,
    });
    expect(await receivedBy(page)).toEqual([]);
  }
});
