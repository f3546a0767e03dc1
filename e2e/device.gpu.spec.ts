// With a software WebGPU adapter: the page recognises it and does not choose it; both WebGPU engines train on it when the
// link requests them.

import { expect, test } from './fixtures.ts';
import { TINY } from './playground.ts';

test('the browser offers the software adapter', async ({ page }) => {
  await page.goto('/');
  const adapter = await page.evaluate(async () => {
    const { gpu } = navigator as Navigator & { gpu?: GPU };
    const info = (await gpu?.requestAdapter())?.info;
    return info ? `${info.vendor} ${info.architecture} ${info.description}` : null;
  });
  expect(adapter).toMatch(/SwiftShader/i);
});

test('a software adapter is named and not chosen', async ({ app }) => {
  await app.open(TINY);
  await expect(app.device).toContainText('emulated on the CPU');
  await expect(app.device).toContainText('WebAssembly on ');
});

for (const { engine, name } of [
  { engine: 'webgpu', name: 'Fused WebGPU kernels on' },
  { engine: 'tfjs', name: 'TensorFlow.js on WebGPU on' },
]) {
  test(`the ${engine} engine trains on the software adapter`, async ({ app }) => {
    test.setTimeout(150_000);
    await app.open(`/?engine=${engine}&samples=100&batch=8&epochs=1&seed=3`);
    await expect(app.device).toContainText(name, { timeout: 60_000 });
    await app.train.click();
    await expect.poll(() => app.progress(), { timeout: 120_000 }).toBeGreaterThan(0.15);
  });
}
