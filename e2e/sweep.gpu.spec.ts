// A sweep on the GPU, here on the software adapter because the link requests it: its networks share a device, survive its
// loss, and each has the weights of its own link trained alone on this device.

import { expect, test } from './fixtures.ts';
import { destroyDevice, deviceCount, rememberDevices } from './gpu-devices.ts';
import { sweepView } from './sweep-view.ts';
import { weightsHash } from './weights-hash.ts';

const RUN =
  '/?engine=webgpu&samples=1000&batch=8&epochs=3&c1=2&c3=4&f5=16&f6=12&activation=relu&optimizer=adam&lr=0.003';

test('three seeds on a GPU that is lost once', async ({ page, app }) => {
  test.setTimeout(240_000);
  const alone = await test.step('one of them alone', async () => {
    await app.open(`${RUN}&seed=2`);
    await expect(app.device).toContainText('Fused WebGPU kernels on', { timeout: 60_000 });
    await app.train.click();
    return weightsHash(page, 120_000);
  });

  page.on('worker', (worker) => void worker.evaluate(rememberDevices).catch(() => undefined));
  const sweep = sweepView(page);
  await test.step('trained', async () => {
    await app.open(`${RUN}&sweep=seed:1:3`);
    await sweep.start.click();
    await expect(sweep.results).toContainText('on Google SwiftShader', { timeout: 60_000 });
    const progress = async () => Number(await sweep.progress.getAttribute('aria-valuenow'));
    await expect.poll(progress, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0);
    const [worker] = page.workers();
    const before = await worker!.evaluate(deviceCount);
    await worker!.evaluate(destroyDevice);
    await expect.poll(() => worker!.evaluate(deviceCount), { timeout: 60_000 }).toBe(before + 1);
    await expect(sweep.results).toContainText('Ended', { timeout: 120_000 });
    await expect(sweep.results).toContainText('3 of 3 networks tested');
  });

  await test.step('opened', async () => {
    await sweep.button('Open Seed 2').click();
    await expect(sweep.row('Seed 2')).toContainText('shown in every view', { timeout: 30_000 });
    await expect(page).toHaveURL(/engine=webgpu/);
    expect(await weightsHash(page)).toBe(alone);
  });
});
