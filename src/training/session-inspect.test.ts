// The session asked for the network's inside, with the real reference engine.

import { expect, test } from 'vitest';
import { activationCount } from '../contract/activations.ts';
import { TRAIN_COUNT } from '../contract/dataset.ts';
import type { InspectionRequest } from '../contract/inspection.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { engineSpec } from './engine-spec.ts';
import { config, dataset, open, weightsIn } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);
const picture = dataset.images.slice((TRAIN_COUNT + 5) * IMAGE_PIXELS, (TRAIN_COUNT + 6) * IMAGE_PIXELS);
const PIXELS: InspectionRequest = {
  image: { kind: 'pixels', pixels: picture },
  epoch: null,
  occlusion: false,
};
const TEST_PICTURE: InspectionRequest = { ...PIXELS, image: { kind: 'test', index: 5 } };

async function finished() {
  const session = open({ createEngine });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  let id = 0;
  const inspect = (request: InspectionRequest) => {
    session.send({ type: 'inspect', id: ++id, ...request });
    return session.next('inspected', (event) => event.id === id);
  };
  return { ...session, inspect };
}

/** What the reference says of `picture` with these parameters. */
async function truth(parameters: Float32Array) {
  const engine = createReferenceEngine(engineSpec(config));
  const unused = new Float32Array(parameters.length);
  await engine.write({ step: 0, parameters, moment1: unused, moment2: unused });
  return { activations: await engine.activations(picture), probabilities: await engine.predict(picture) };
}

test('without a model, or without data, the request is refused with its reason', async () => {
  const { send, next } = open({ createEngine });
  send({ type: 'inspect', id: 1, ...TEST_PICTURE });
  expect(await next('refused')).toEqual({ type: 'refused', id: 1, reason: 'no-data' });
  send({ type: 'inspect', id: 2, ...PIXELS });
  expect(await next('refused')).toEqual({ type: 'refused', id: 2, reason: 'no-model' });
  send({ type: 'configure', config });
  await next('data', ({ status }) => status.state === 'ready');
  send({ type: 'inspect', id: 3, ...TEST_PICTURE });
  expect(await next('refused')).toEqual({ type: 'refused', id: 3, reason: 'no-model' });
});

test('the model at hand: its parameters, and what every layer makes of the picture', async () => {
  const { send, next, inspect } = await finished();
  send({ type: 'export', id: 100 });
  const best = weightsIn((await next('exported')).bytes).parameters;
  const seen = await inspect(TEST_PICTURE);
  expect(seen).toMatchObject({ epoch: null, epochs: [0, 1, 2], occlusion: null });
  expect(seen.model).toEqual(engineSpec(config).model);
  expect(seen.label).toBe(dataset.labels[TRAIN_COUNT + 5]);
  expect(seen.pixels).toEqual(picture);
  expect(seen.parameters).toEqual(best);
  expect(seen).toMatchObject(await truth(best));
  const values = Object.values(seen.activations).reduce((sum, { length }) => sum + length, 0);
  expect(values).toBe(activationCount(config));
  // The same picture by its pixels has no label.
  expect(await inspect(PIXELS)).toEqual({ ...seen, id: 2, label: null });
});

test('an earlier epoch: the parameters it had, with its own activations', async () => {
  const { inspect } = await finished();
  const [before, first, last] = [
    await inspect({ ...PIXELS, epoch: 0 }),
    await inspect({ ...PIXELS, epoch: 1 }),
    await inspect({ ...PIXELS, epoch: 2 }),
  ];
  expect([before, first, last].map(({ epoch, step }) => [epoch, step])).toEqual([
    [0, 0],
    [1, 40],
    [2, 80],
  ]);
  expect(first.parameters).not.toEqual(last.parameters);
  for (const seen of [before, first, last]) expect(seen).toMatchObject(await truth(seen.parameters));
  // The same configuration trained for one epoch ends where the first one ended.
  const { send, next } = open({ createEngine });
  send({ type: 'start', config: { ...config, epochs: 1 } });
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'inspect', id: 1, ...PIXELS });
  expect((await next('inspected')).parameters).toEqual(first.parameters);
});

test('weights from a file are looked at without any epoch', async () => {
  const { send, next } = await finished();
  send({ type: 'export', id: 100 });
  const { bytes } = await next('exported');
  const other = open({ createEngine });
  other.send({ type: 'load', id: 1, name: 'mine.safetensors', bytes, config });
  await other.next('phase', ({ phase }) => phase === 'finished');
  other.send({ type: 'inspect', id: 2, ...PIXELS });
  const seen = await other.next('inspected');
  expect(seen).toMatchObject({ epoch: null, epochs: [], parameters: weightsIn(bytes).parameters });
});

test('where it looked comes with the answer when it is asked for', async () => {
  const { inspect } = await finished();
  const { occlusion, probabilities } = await inspect({ ...TEST_PICTURE, occlusion: true });
  expect(occlusion!.predicted).toBe(probabilities.indexOf(Math.max(...probabilities)));
  expect(occlusion!.probabilityDrops.length).toBe(169);
  // Class k is a band at its own height: what speaks for it lies there, and the blank corners say nothing.
  const strongest = Math.floor(
    occlusion!.probabilityDrops.indexOf(Math.max(...occlusion!.probabilityDrops)) / occlusion!.side,
  );
  const row = occlusion!.predicted * 2 + 4;
  expect(Math.abs(strongest * occlusion!.stride + 2 - row)).toBeLessThanOrEqual(4);
  expect(occlusion!.probabilityDrops[0]).toBe(0);
});

test('it does not disturb the run, and a reset forgets the epochs', async () => {
  const quiet = await finished();
  const { send, next } = open({ createEngine });
  send({ type: 'start', config });
  for (const [id, moment] of (['steps', 'epoch', 'epoch'] as const).entries()) {
    await next(moment);
    send({ type: 'inspect', id, ...TEST_PICTURE, occlusion: true });
  }
  await next('phase', ({ phase }) => phase === 'finished');
  send({ type: 'inspect', id: 7, ...TEST_PICTURE });
  const { parameters } = await next('inspected', ({ id }) => id === 7);
  expect(parameters).toEqual((await quiet.inspect(TEST_PICTURE)).parameters);
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'inspect', id: 8, ...TEST_PICTURE, epoch: 1 });
  expect((await next('refused', ({ id }) => id === 8)).reason).toBe('no-model');
});
