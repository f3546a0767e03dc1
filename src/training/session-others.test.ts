// What an inspection predicts beside its image, and the images that a map responds to, in a session.

import { expect, test } from 'vitest';
import { TRAIN_COUNT } from '../contract/dataset.ts';
import type { InspectionRequest } from '../contract/inspection.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { engineSpec } from './engine-spec.ts';
import { config, dataset, openSession } from './session.fixture.ts';

const imageAt = (index: number) =>
  dataset.images.slice((TRAIN_COUNT + index) * IMAGE_PIXELS, (TRAIN_COUNT + index + 1) * IMAGE_PIXELS);
const image = imageAt(5);
const other = imageAt(7);
const PIXELS: InspectionRequest = { image: { kind: 'pixels', pixels: image }, step: null, occlusion: false };

test('more images are predicted with the same weights', async () => {
  const { send, next } = openSession();
  send({ type: 'start', config });
  await next('phase', ({ phase }) => phase === 'finished');
  let id = 0;
  const inspect = (request: InspectionRequest) => {
    send({ type: 'inspect', id: ++id, ...request });
    return next('inspected', (event) => event.id === id);
  };
  const others = new Uint8Array(2 * IMAGE_PIXELS);
  others.set(image);
  others.set(other, IMAGE_PIXELS);
  for (const occlusion of [false, true]) {
    const { probabilities, otherProbabilities } = await inspect({ ...PIXELS, occlusion, others });
    expect(otherProbabilities).toHaveLength(20);
    expect(otherProbabilities?.slice(0, 10)).toEqual(probabilities);
    const own = await inspect({ ...PIXELS, image: { kind: 'pixels', pixels: other } });
    expect(otherProbabilities?.slice(10)).toEqual(own.probabilities);
    expect(own.otherProbabilities).toBeNull();
  }
});

test('a map’s images are searched among the loaded training images', async () => {
  const { send, next } = openSession();
  const { model } = engineSpec(config);
  const parameters = initialParameters(model, config.init, config.seed);
  const filter = { model, parameters, layer: 'c1', map: 1 } as const;
  send({ type: 'filter-examples', id: 1, ...filter, first: 0, count: 40 });
  expect(await next('refused')).toEqual({ type: 'refused', id: 1, reason: 'no-data' });
  send({ type: 'configure', config });
  await next('data', ({ status }) => status.state === 'ready');
  send({ type: 'filter-examples', id: 2, ...filter, first: 0, count: 40 });
  const { examples, pixels, labels, searched } = await next('filter-examples');
  expect(searched).toBe(40);
  expect(examples).toHaveLength(8);
  for (const [i, { index }] of examples.entries()) {
    expect(index).toBeLessThan(40);
    expect(labels[i]).toBe(dataset.labels[index]);
    const own = dataset.images.slice(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
    expect(pixels.slice(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS)).toEqual(own);
  }
  // Test images are no training images.
  send({ type: 'filter-examples', id: 3, ...filter, first: TRAIN_COUNT, count: 10 });
  expect(await next('refused', (event) => event.id === 3)).toMatchObject({ reason: 'no-data' });
});
