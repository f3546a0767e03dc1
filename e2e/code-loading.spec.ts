// Code of the workers that can't be fetched: the page names the network and offers another try, which then succeeds.

import { expect, test } from './fixtures.ts';
import { png, shirt } from '../tools/image-files.ts';
import { ON_WASM, TINY } from './playground.ts';

test.use({ expectedProblems: [/Failed to (load resource|fetch)/] });

for (const [name, file] of [
  ['the worker’s script', /\/assets\/worker-.*\.js$/],
  [
    'the code of the reference engine, against which every engine is proved',
    /\/assets\/reference-engine-.*\.js$/,
  ],
  ['the code that looks for a GPU', /\/assets\/adapter-.*\.js$/],
] as const) {
  test(`${name} can’t be fetched`, async ({ page, app }) => {
    await page.route(file, (route) => route.abort('internetdisconnected'));
    await page.goto(TINY + ON_WASM);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Part of this page could not be loaded', { timeout: 30_000 });
    await expect(alert).toContainText('connection');
    await expect(alert).not.toContainText('memory');
    await page.unroute(file);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toBeHidden();
    await app.loaded();
    await app.train.click();
    await app.moving();
  });
}

test('the code that reads photos can’t be fetched, and then it can', async ({ page, app }) => {
  await app.open(`${TINY}${ON_WASM}&view=draw`);
  const choose = async () => {
    const chooser = page.waitForEvent('filechooser');
    await app.drawing.getByRole('button', { name: /^Choose a photo/ }).click();
    const buffer = png(300, 300, shirt(300, 300, [226, 224, 220, 255]));
    await (await chooser).setFiles({ name: 'shirt.png', mimeType: 'image/png', buffer });
  };
  const status = app.drawing.getByRole('status');
  for (const file of [/\/assets\/photo-reader-.*\.js$/, /\/assets\/photo-worker-.*\.js$/]) {
    await page.route(file, (route) => route.abort('internetdisconnected'));
    await choose();
    await expect(status.filter({ hasText: 'could not be downloaded' })).toBeVisible();
    await page.unroute(file);
  }
  await choose();
  await expect(status.filter({ hasText: 'shirt.png is on the pad' })).toBeVisible();
});
