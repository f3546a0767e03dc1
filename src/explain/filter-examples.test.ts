import { expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { freshState } from '../engine/fresh-state.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { COUNT, IMAGES } from '../engine/testing/inputs.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { filterExamples } from './filter-examples.ts';
import { sideOf } from './value.ts';

const { c1, c3, f5, f6, activation, pooling, dense, classes } = PRESETS.modern;
const model = { c1, c3, f5, f6, activation, pooling, dense, classes };
const spec = { model, optimizer: 'sgd', weightDecay: 0, labelSmoothing: 0, maxBatch: 1 } as const;
const parameters = initialParameters(model, 'pytorch', 3);
const indices = Array.from({ length: COUNT }, (_, index) => index);

/** The largest value of the map for each image, by the engine itself. */
async function expected(layer: 'c1' | 'c3', map: number) {
  const engine = createReferenceEngine(spec);
  await engine.write(freshState(parameters));
  const found = [];
  const cells = sideOf(layer)! ** 2;
  for (const index of indices) {
    const all = await engine.activations(IMAGES.slice(index * 784, (index + 1) * 784));
    const values = all[layer].slice(map * cells, (map + 1) * cells);
    const value = Math.max(...values);
    found.push({ index, cell: values.indexOf(value), value });
  }
  return found.toSorted((a, b) => b.value - a.value).slice(0, 8);
}

test.each([
  ['c1', 5],
  ['c3', 17],
] as const)('%s, map %i: the images and places with the largest values', async (layer, map) => {
  const search = filterExamples({ model, parameters, layer, map }, IMAGES, indices);
  let progress = search.next();
  while (!progress.done) progress = search.next();
  expect(progress.value).toEqual(await expected(layer, map));
});

test('it yields between portions of images', () => {
  const many = Array.from({ length: 100 }, (_, i) => i % COUNT);
  const search = filterExamples({ model, parameters, layer: 'c1', map: 0 }, IMAGES, many);
  let yields = 0;
  while (!search.next().done) yields++;
  expect(yields).toBeGreaterThanOrEqual(4);
});
