// The main journey in Firefox and WebKitGTK without WebGPU: open, train, pause, test, browse, draw, download, and resume
// after a reload. It trains Classic LeNet's first epoch, whose weights are the same everywhere.

import { FIRST_EPOCH, FIRST_EPOCH_HASH } from '../test/known-runs.ts';
import { expect, test } from './browsers.ts';
import { png, shirt } from '../tools/image-files.ts';
import { ARTICLE_SHAPES, FIRST_TEST_CLASSES, readPercentages, readImageNames } from './playground.ts';
import { hashTensors, readSafetensors } from './safetensors.ts';

const FILE = 'lenet5-fashion-mnist-best.safetensors';
/** Of the two that are asked for. WebKitGTK shares no memory between threads, though it isolates the page. */
const THREADS = { firefox: '2 CPU threads', webkit: 'one CPU thread' };

test('train, pause, score, browse, draw and download', async ({ app, driven }) => {
  await app.open(`${FIRST_EPOCH}&threads=2`);
  expect(await app.isolated()).toBe(true);
  await app.press('Train');
  for (let pause = 0, held = 0; pause < 2; pause++) {
    await expect.poll(() => app.progress(), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(held);
    await app.press('Pause');
    await app.button('Resume');
    held = await app.progress();
    expect(held).toBeLessThan(1);
    await app.press('Resume');
  }
  // Chance is 0.1.
  expect(await app.testAccuracy()).toBeGreaterThan(0.6);
  expect(await app.text('Run')).toContain('Done: test accuracy');
  expect(await app.text('Device')).toContain(`WebAssembly on ${THREADS[driven]}`);
  // There is no other tab: it would be a second session of this one.
  expect(await app.foundOtherSession()).toBe(false);

  await test.step('the gallery turns its pages', async () => {
    await app.show('Gallery');
    const truths = readImageNames(await app.images('Test gallery')).map(({ truth }) => truth);
    const known = FIRST_TEST_CLASSES.slice(0, truths.length);
    expect(known.length).toBeGreaterThanOrEqual(8);
    expect(truths.slice(0, known.length)).toEqual(known);
    await app.press('Next page');
    await expect.poll(() => app.text('Test gallery')).toMatch(/Page 2 of \d+/);
    await app.press('Last page');
    await expect.poll(() => app.text('Test gallery')).toMatch(/Page (\d+) of \1/);
    expect(readImageNames(await app.images('Test gallery')).length).toBeGreaterThan(0);
  });

  await test.step('a drawing gets ten probabilities', async () => {
    await app.show('Draw');
    await app.choose('Draw a garment', 'Filled shape');
    await app.draw('Draw a garment', [
      [0.3, 0.2],
      [0.7, 0.2],
      [0.7, 0.8],
      [0.3, 0.8],
      [0.3, 0.2],
    ]);
    const shares = async () => readPercentages(await app.text('Prediction'));
    await expect.poll(async () => (await shares()).length).toBe(10);
    const sum = (await shares()).reduce((total, value) => total + value, 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.6);
  });

  await test.step('a dark line over a light shape is dark for the network', async () => {
    const middle = () => app.middle('What the network sees');
    const light = await middle();
    expect(light).toBeGreaterThan(100);
    await app.choose('Draw a garment', 'Line');
    await app.choose('Draw a garment', 'Dark');
    await app.draw('Draw a garment', [
      [0.5, 0.3],
      [0.5, 0.7],
    ]);
    await expect.poll(middle).toBeLessThan(light / 2);
  });

  await test.step('a photo is prepared and classified', async () => {
    await app.drop('Draw a garment', 'shirt.png', png(300, 300, shirt(300, 300, [226, 224, 220, 255])));
    await expect.poll(() => app.images('Draw a garment')).toContain('Photo shirt.png');
    expect(await app.images('Draw a garment')).toContain('Background removed');
    // The garment is dark, so its negated image is light.
    await expect.poll(() => app.middle('What the network sees')).toBeGreaterThan(150);
    await expect.poll(async () => readPercentages(await app.text('Prediction')).length).toBe(10);
    await app.drop('Draw a garment', 'shirt.gif', Buffer.from('GIF89a, and no more'));
    await expect.poll(() => app.text('Draw a garment')).toContain('It is a GIF');
    expect(await app.images('Draw a garment')).toContain('Photo shirt.png');
  });

  await test.step('the downloaded weights are those of every other browser', async () => {
    await app.show('Results');
    const weights = readSafetensors(await app.download('Download best weights', FILE));
    expect(hashTensors(weights, Object.keys(ARTICLE_SHAPES))).toBe(FIRST_EPOCH_HASH);
  });
});

test('a reload within the epoch resumes it, with the same weights on one thread', async ({ app }) => {
  await app.open(`${FIRST_EPOCH}&threads=1`);
  await app.press('Train');
  await expect.poll(() => app.progress(), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(0.2);
  await app.press('Pause');
  await expect.poll(() => app.text('Run')).toMatch(/saved up to step/);
  await app.reload();
  await app.resumeSaved();
  await expect.poll(() => app.progress(), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(0.2);
  await app.testAccuracy();
  expect(await app.text('Device')).toContain('WebAssembly on one CPU thread');
  const weights = readSafetensors(await app.download('Download best weights', FILE));
  expect(hashTensors(weights, Object.keys(ARTICLE_SHAPES))).toBe(FIRST_EPOCH_HASH);
});
