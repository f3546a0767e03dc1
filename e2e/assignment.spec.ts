// An assignment: a teacher creates it, a class opens its link or its QR code.

import { decode } from 'fast-png';
import { decodeQR } from 'qr/decode.js';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM, TINY } from './playground.ts';

test('is created in the setup; its link shows less, keeps the locked fields and gives the instruction', async ({
  page,
  context,
  app,
}) => {
  await app.open(`${TINY}&lr=0.004${ON_WASM}&view=setup`);
  const maker = page.getByRole('region', { name: 'Make an assignment', exact: true });
  await maker.getByRole('button', { name: 'Make an assignment' }).click();
  const show = maker.getByRole('group', { name: 'Parts of the page to show' });
  for (const part of ['Device', 'Network', 'One step', 'Gallery', 'Challenge', 'Data', 'Runs', 'Sweep']) {
    await show.getByRole('checkbox', { name: part, exact: true }).uncheck();
  }
  const lock = maker.getByRole('group', { name: 'Settings to lock' });
  await lock.getByRole('checkbox', { name: 'Learning rate', exact: true }).check();
  await maker.getByLabel('Task (one line)').fill('Train, then draw a bag: <b>is it</b> recognised?');
  expect(await axeViolations(page)).toEqual([]);

  const link = await maker.getByLabel('Link', { exact: true }).inputValue();
  expect(link).toContain('show=run,charts,results,draw,setup&');
  // The code is read from its pixels, as a phone does.
  const code = maker.getByRole('img', { name: 'QR code of the link' });
  const { width, height, data } = decode(await code.screenshot());
  expect(decodeQR({ width, height, data: Uint8Array.from(data) })).toBe(link);

  // The code of a frame, as a browser reads it in another page.
  const frameCode = await maker.getByLabel('Code to embed it in your own page').inputValue();
  const other = await context.newPage();
  const frame = await other.evaluate((html) => {
    const read = new DOMParser().parseFromString(html, 'text/html').body.children;
    const { src, sandbox, title } = read[0] as HTMLIFrameElement;
    return { count: read.length, src, sandbox: [...sandbox], title };
  }, frameCode);
  expect(frame).toMatchObject({
    count: 1,
    src: link.replace('/?', '/embed.html?'),
    title: 'LeNet Playground',
  });
  await other.close();
  expect(frame.sandbox).not.toContain('allow-top-navigation');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await maker.getByRole('button', { name: 'Copy the code' }).click();
  await expect(maker.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(frameCode);

  await page.goto(link);
  await expect(page.getByRole('region', { name: 'Your task' })).toContainText(
    'Train, then draw a bag: <b>is it</b> recognised?',
  );
  const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
  await expect(views).toHaveText(['Results', 'Draw', 'Setup']);
  await expect(app.device).toHaveCount(0);
  await app.show('Setup');
  const rate = page.getByLabel('Learning rate', { exact: true });
  await expect(rate).toBeDisabled();
  await expect(rate).toHaveValue('0.004');
  await expect(page.getByRole('textbox', { name: 'Epochs', exact: true })).toBeEnabled();
  await page.getByRole('radio', { name: 'Sprint' }).check();
  await expect(rate).toHaveValue('0.004');
  await expect(page).toHaveURL(/preset=sprint.*show=run,charts,results,draw,setup&lock=lr&task=/);

  // It is no exam: without the key everything is there.
  await page.goto(link.replace(/show=[^&]*&/, ''));
  await expect(views).not.toHaveText(['Results', 'Draw', 'Setup']);
  await expect(app.device).toBeVisible();
});

test('on a phone, in Chinese, it trains and draws', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const task = encodeURIComponent('训练后画一个包');
  await page.goto(`${TINY}${ON_WASM}&show=run,draw&lock=lr,epochs&task=${task}&lang=zh`);
  await expect(page.getByRole('region', { name: '任务' })).toContainText('训练后画一个包');
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText(['手绘']);
  await page.getByRole('button', { name: '训练', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /测试准确率 \d+\.\d\d%/ })).toBeVisible({
    timeout: 60_000,
  });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await axeViolations(page)).toEqual([]);
});

test('names that are unknown are said, and the rest counts', async ({ page, app }) => {
  await app.open(`${TINY}&show=run,exam,gallery&lock=everything`);
  await expect(app.notices).toContainText('“show=exam” is unknown');
  await expect(app.notices).toContainText('“lock=everything” is unknown');
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link')).toHaveText(['Gallery']);
});
