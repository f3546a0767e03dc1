import { expect, it } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { createDataset } from '../dataset/fetch-shards.ts';
import type { Engine } from '../engine/engine.ts';
import { answerRequest } from './requests.ts';
import type { BestModel } from './run/run-record.ts';
import { dataset as made } from './session.fixture.ts';

const none = new Float32Array(0);
const state = { step: 0, parameters: none, moment1: none, moment2: none };

const picture = (index: number) => made.images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);

async function ask(shards: number[], places: number[]): Promise<WorkerEvent> {
  const dataset = createDataset(made.images.slice());
  dataset.labels.set(made.labels);
  // Training picture 700 is test picture 5 once more.
  dataset.images.set(picture(TRAIN_COUNT + 5), 700 * IMAGE_PIXELS);
  for (const shard of shards) dataset.loaded.set(shard, { bytes: 1, fromCache: false });
  return new Promise((resolve) => {
    const place = { emit: resolve, dataset, engine: null, kept: null, run: null };
    void answerRequest({ type: 'nearest-images', id: 9, indices: places }, place);
  });
}

it('finds the training pictures most like test pictures, among those that are here', async () => {
  const event = await ask([6, 0], [5, 10_000, 8]);
  if (event.type !== 'nearest-images') throw new Error(event.type);
  expect(event).toMatchObject({ id: 9, indices: [5, 8], compared: 10_000 });
  expect(event.distances[0]).toBe(0);
  expect(event.distances[1]).toBeGreaterThan(0);
  expect(event.labels[0]).toBe(made.labels[700]);
  expect(event.pixels.subarray(0, IMAGE_PIXELS)).toEqual(picture(TRAIN_COUNT + 5));
  // The classes of the made pictures lie far apart.
  expect(event.labels[1]).toBe(made.labels[TRAIN_COUNT + 8]);
});

it('refuses where there is nothing to compare', async () => {
  expect(await ask([6], [5])).toEqual({ type: 'refused', id: 9, reason: 'no-data' });
  expect(await ask([0], [5])).toEqual({ type: 'refused', id: 9, reason: 'no-data' });
});

it('scores lines beside the picture where the network learned from drawings, and there alone', async () => {
  const asked: Uint8Array[] = [];
  const engine = {
    predict: (images: Uint8Array) => {
      asked.push(images);
      return Promise.resolve(new Float32Array((10 * images.length) / IMAGE_PIXELS).fill(0.1));
    },
  } as unknown as Engine;
  const [pixels, lines] = [picture(3), picture(4)];
  for (const preset of ['modern', 'sketch'] as const) {
    const kept: BestModel = { state, config: PRESETS[preset], metrics: null, test: null };
    await new Promise((resolve) => {
      const place = { emit: resolve, dataset: createDataset(made.images.slice()), engine, kept, run: null };
      void answerRequest({ type: 'predict', id: 1, pixels, lines }, place);
    });
  }
  expect(asked.map(({ length }) => length / IMAGE_PIXELS)).toEqual([2, 4]);
  expect(asked[1]!.slice(2 * IMAGE_PIXELS, 3 * IMAGE_PIXELS)).toEqual(lines.slice());
});
