import { expect, test } from 'vitest';
import { createDataset } from '../../dataset/dataset.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { freshState } from '../../engine/fresh-state.ts';
import { plainSample } from '../../contract/sample.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import { splitSamples } from '../../recipe/split.ts';
import { engineSpec } from '../engine-spec.ts';
import { config, dataset as fixture } from '../session.fixture.ts';
import { scoredImages, scoreOf } from './validation-score.ts';

const halved = { ...config, split: 0.4 };

function loadedDataset() {
  const dataset = createDataset(fixture.images.slice());
  dataset.labels.set(fixture.labels);
  dataset.loaded.set(0, { bytes: 1, fromCache: false });
  return dataset;
}

test('the score is that of the engine on the first 500 validation images', async () => {
  const images = scoredImages(halved, loadedDataset())!;
  expect(images.labels).toHaveLength(500);
  const engine = createReferenceEngine(engineSpec(halved));
  await engine.write(freshState(initialParameters(halved, 'pytorch', 2)));
  await engine.upload(fixture.images, fixture.labels);
  const { validation } = splitSamples(halved);
  const { lossSum, correct } = await engine.evaluate(validation.subarray(0, 500).map(plainSample));
  const score = await scoreOf(engine, images);
  expect(score.accuracy).toBe(correct / 500);
  expect(score.loss).toBeCloseTo(lossSum / 500, 5);
});

test.each([0, Number.NaN])('a probability of %d has a finite loss', async (probability) => {
  const images = scoredImages(config, loadedDataset())!;
  const count = images.labels.length;
  expect(count).toBe(200);
  const score = await scoreOf(
    { predict: async () => new Float32Array(10 * count).fill(probability) },
    images,
  );
  expect(score.loss).toBeCloseTo(149 * Math.LN2, 6);
});

test('images that are not loaded are not scored', () => {
  expect(scoredImages(config, createDataset(fixture.images.slice()))).toBeNull();
});
