// Journeys in Firefox and WebKitGTK without WebGPU: open, train, pause, test, browse, draw, download, and resume after a
// reload, with Classic LeNet's first epoch, whose weights are the same everywhere; a sweep; and own data through the views.

import { strFromU8, unzipSync } from 'fflate';
import { FIRST_EPOCH, FIRST_EPOCH_HASH, SMALL_RUN, SMALL_RUN_HASH } from '../test/known-runs.ts';
import { expect, test } from './browsers.ts';
import { png, shirt } from '../tools/image-files.ts';
import { NAMES, thousand } from './own-data-page.ts';
import { ARTICLE_SHAPES, FIRST_TEST_CLASSES, readPercentages, readImageNames } from './playground.ts';
import { hashTensors, readSafetensors } from './safetensors.ts';

const FILE = 'lenet5-fashion-mnist-best.safetensors';
/** Of the two that are asked for. WebKitGTK shares no memory between threads, though it isolates the page. */
const THREADS = { firefox: '2 CPU threads', webkit: 'one CPU thread' };
/** Of the two of a sweep. */
const SWEEP_THREADS = { firefox: '2 threads', webkit: '1 thread' };
/** The end of a calculation. */
const VALUE = /= −?\d[\d.e−+]*$/;

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

test('a sweep by its link, and a member of it with the weights of its lone run', async ({ app, driven }) => {
  const results = () => app.text('Sweep results');
  await app.open(`/${SMALL_RUN}&threads=2&sweep=seed:1:2`);
  expect(await app.isolated()).toBe(true);
  await app.press('Start sweep');
  await expect.poll(results, { intervals: [20], timeout: 30_000 }).toContain(`· ${SWEEP_THREADS[driven]}`);
  await expect.poll(results, { timeout: 30_000 }).toContain('Ended 2 of 2 networks tested');
  await app.press('Open Seed 1');
  await expect.poll(() => app.text('Sweep'), { timeout: 30_000 }).toContain('shown in every view');
  await app.testAccuracy();
  const weights = readSafetensors(await app.download('Download best weights', FILE));
  expect(hashTensors(weights, Object.keys(ARTICLE_SHAPES))).toBe(SMALL_RUN_HASH);
});

test('own data: a step, a run, a value of the network, the export and the list of runs', async ({ app }) => {
  // Reading 1,000 images, and a run, in a slower browser.
  test.setTimeout(180_000);
  await app.open('/?engine=wasm&threads=1');
  await test.step('a zip of PNGs is read and used', async () => {
    await app.show('Data');
    const { name, buffer } = thousand();
    await app.drop('Data set', name, buffer);
    await expect.poll(() => app.text('Data set'), { timeout: 60_000 }).toContain('Use this data');
    await app.press('Use this data');
    await app.button('Back to FashionMNIST');
    expect(await app.images('Data set')).toContain('Samples of boot');
  });

  await test.step('a step is taken apart', async () => {
    await app.press('Step');
    await app.show('One step');
    await expect.poll(() => app.text('One step'), { timeout: 30_000 }).toContain('Step 1: 32 images');
    await expect.poll(() => app.text('Calculation')).toMatch(VALUE);
  });

  await app.press('Resume');
  const accuracy = await app.testAccuracy();
  expect(accuracy).toBeGreaterThan(0.7);

  await test.step('the run is exported', async () => {
    await app.press('Export');
    const zip = await app.download('Everything (zip)', /^lenet5-[0-9a-f]{12}-seed1\.zip$/);
    const files = unzipSync(zip);
    const run = JSON.parse(strFromU8(files['run.json']!)) as { result: { accuracy: number } };
    expect(run.result.accuracy).toBeCloseTo(accuracy, 4);
    expect(strFromU8(files['train.py']!)).toContain(NAMES[0]);
  });

  await test.step('the run is in the list', async () => {
    await app.show('Runs');
    await expect.poll(() => app.text('Runs')).toContain(`${(100 * accuracy).toFixed(2)}%`);
  });

  await test.step('a value of c3 opens', async () => {
    await app.show('Network');
    await app.press('c3, map 3');
    await expect.poll(() => app.text('Calculation')).toMatch(VALUE);
  });
});
