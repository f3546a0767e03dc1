// Runs on a person's own dataset.

import { expect, test } from 'vitest';
import { FASHION_ID } from '../contract/dataset.ts';
import { parameterLayout } from '../contract/model.ts';
import { memoryOwnDataStore, type OwnDataStore } from '../storage/own-data-store.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';
import { readWeightFile } from '../weights/read-weight-file.ts';
import { bandDataset, own, ownConfig } from './own-dataset.fixture.ts';
import { config as fashion, openSession } from './session.fixture.ts';

const { facts } = own;

async function finished(ownData: OwnDataStore, runs = memoryRunStore()) {
  const session = openSession({ ownData, runs });
  session.send({ type: 'add-dataset', dataset: structuredClone(own) });
  await session.next('datasets');
  session.send({ type: 'configure', config: ownConfig });
  await session.next('dataset');
  session.send({ type: 'start', config: ownConfig });
  const { result } = await session.next('result');
  await session.next('phase', ({ phase }) => phase === 'finished');
  return { ...session, result };
}

test('it is listed, trained on, tested on its own test images, and named in the weight file', async () => {
  const { send, next, events, result } = await finished(memoryOwnDataStore());
  expect(events).toContainEqual({ type: 'datasets', own: [{ facts, notStored: null }] });
  expect(events).toContainEqual({ type: 'dataset', facts });
  expect(result.total).toBe(facts.testCount);
  expect(result.accuracy).toBeGreaterThan(0.9);
  expect(result.labels).toEqual(own.labels.subarray(facts.trainCount));
  const { plan } = events.find((event) => event.type === 'started')!;
  expect(plan.parameterCount).toBe(parameterLayout({ ...ownConfig, classes: 3 }).size);
  const { metrics } = events.find((event) => event.type === 'epoch')!;
  expect(metrics.validationConfusion).toHaveLength(9);

  send({ type: 'images', id: 1, indices: [0, facts.testCount - 1, facts.testCount] });
  const images = await next('images');
  expect(images.indices).toEqual([0, facts.testCount - 1]);
  const pixels = own.images.subarray(facts.trainCount * 784, (facts.trainCount + 1) * 784);
  expect(images.pixels.subarray(0, 784)).toEqual(pixels);

  send({ type: 'predict', id: 2, pixels: pixels.slice() });
  const { probabilities } = await next('prediction');
  expect(probabilities).toHaveLength(3);

  send({ type: 'export', id: 3 });
  const { name, bytes } = await next('exported');
  expect(name).toBe(`lenet5-${facts.id}-best.safetensors`);
  const read = readWeightFile(bytes);
  if ('refusal' in read) throw new Error(read.refusal.found);
  expect(read.file.config).toEqual(ownConfig);
  expect(JSON.parse(read.file.metadata['classes']!)).toEqual(facts.classes);

  // Its own weights come back with the same score.
  send({ type: 'load', id: 4, name, bytes, config: ownConfig });
  const again = await next('result', (event) => event.result !== result);
  expect(again.result.correct).toBe(result.correct);
});

test('another worker finds it in storage, and resumes its run', async () => {
  const ownData = memoryOwnDataStore();
  const runs = memoryRunStore();
  await finished(ownData, runs);
  const later = openSession({ ownData, runs });
  later.send({ type: 'configure', config: ownConfig });
  const { own: listed } = await later.next('datasets');
  expect(listed).toEqual([{ facts, notStored: null }]);
  const { run } = await later.next('restored');
  expect(run.plan.config).toEqual(ownConfig);
  expect(run.result!.total).toBe(facts.testCount);
});

test('a run whose data is not here waits for it, and never trains on something else', async () => {
  const { send, next, events } = openSession();
  send({ type: 'configure', config: ownConfig });
  await next('data', ({ status }) => status.state === 'missing');
  send({ type: 'start', config: ownConfig });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'data', reason: 'missing', file: facts.id });
  await next('phase', ({ phase }) => phase === 'idle');
  expect(events.some(({ type }) => type === 'started' || type === 'steps')).toBe(false);
  // Once the data is added, the same configuration trains.
  send({ type: 'add-dataset', dataset: structuredClone(own) });
  await next('datasets');
  send({ type: 'configure', config: ownConfig });
  expect((await next('dataset')).facts).toEqual(facts);
});

test('without storage it lasts as long as the worker, and the page hears why', async () => {
  const broken = {
    ...memoryOwnDataStore(),
    put: async () => Promise.reject(new Error('QuotaExceededError')),
  };
  const { events, result, send, next } = await finished(broken);
  expect(events).toContainEqual({ type: 'datasets', own: [{ facts, notStored: 'QuotaExceededError' }] });
  expect(result.total).toBe(facts.testCount);
  // It can be left and chosen again.
  send({ type: 'configure', config: fashion });
  await next('dataset', (event) => event.facts.id === FASHION_ID);
  send({ type: 'configure', config: ownConfig });
  await next('dataset', (event) => event.facts.id === facts.id);
});

test.each([
  ['other pixels', () => ({ ...structuredClone(own), images: own.images.map((value) => value ^ 1) })],
  ['a label more', () => ({ ...structuredClone(own), labels: Uint8Array.of(...own.labels, 0) })],
  ['a label that is no class', () => ({ ...structuredClone(own), labels: own.labels.map(() => 3) })],
  ['another id', () => structuredClone(bandDataset('Other', ['a', 'b', 'c'], 1))],
  ['no dataset', () => 'dataset'],
])('a stored dataset with %s is refused as damaged', async (_, damaged) => {
  const ownData = { ...memoryOwnDataStore(), get: async () => damaged() };
  const { send, next } = openSession({ ownData });
  send({ type: 'configure', config: ownConfig });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'data', reason: 'damaged', file: facts.id });
});

test('stored data that can’t be read is reported as such, and not as missing', async () => {
  const refuse = async () => Promise.reject(new DOMException('disk error', 'UnknownError'));
  const { send, next, events } = openSession({ ownData: { ...memoryOwnDataStore(), get: refuse } });
  send({ type: 'configure', config: ownConfig });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'data', reason: 'unreadable', file: facts.id });
  const states = events.flatMap((event) => (event.type === 'data' ? [event.status.state] : []));
  expect(states).not.toContain('missing');
});

test('where the browser gives no storage the data is missing', async () => {
  const refuse = async () => Promise.reject(new DOMException('not in this window', 'SecurityError'));
  const { send, next } = openSession({ ownData: { ...memoryOwnDataStore(), get: refuse } });
  send({ type: 'configure', config: ownConfig });
  await next('data', ({ status }) => status.state === 'missing');
});

test('other data ends what is shown of the run before, and a deleted dataset is gone', async () => {
  const other = bandDataset('Other bands', ['a', 'b', 'c', 'd'], 1);
  const { send, next, events } = await finished(memoryOwnDataStore());
  send({ type: 'add-dataset', dataset: structuredClone(other) });
  await next('datasets');
  const config = { ...ownConfig, data: other.facts.id, classes: 4, samples: other.facts.trainCount };
  send({ type: 'configure', config });
  await next('phase', ({ phase }) => phase === 'idle');
  await next('dataset', (event) => event.facts.id === other.facts.id);
  send({ type: 'images', id: 1, indices: [0] });
  expect((await next('images')).labels).toEqual(
    other.labels.slice(other.facts.trainCount, other.facts.trainCount + 1),
  );
  send({ type: 'delete-dataset', data: facts.id });
  await next('datasets');
  expect(events.findLast((event) => event.type === 'datasets')).toEqual({
    type: 'datasets',
    own: [{ facts: other.facts, notStored: null }],
  });
  send({ type: 'configure', config: ownConfig });
  await next('data', ({ status }) => status.state === 'missing');
});

test('weights for another number of classes are refused, and the run before stays', async () => {
  const { send, next, events } = await finished(memoryOwnDataStore());
  const { size } = parameterLayout({ ...ownConfig, classes: 10 });
  const bytes = encodeSafetensors({ ...ownConfig, classes: 10 }, new Float32Array(size), {});
  send({ type: 'load', id: 1, name: 'ten.safetensors', bytes, config: ownConfig });
  expect((await next('loaded')).refusal).toMatchObject({ reason: 'other-classes', found: '10 classes' });
  expect(events.findLast((event) => event.type === 'phase')).toMatchObject({ phase: 'finished' });
});

test('a configuration that does not fit the data is refused', async () => {
  const { send, next } = await finished(memoryOwnDataStore());
  for (const config of [
    { ...ownConfig, classes: 4 },
    { ...ownConfig, samples: facts.trainCount + 1 },
  ]) {
    send({ type: 'start', config });
    const { failure } = await next('failure');
    expect(failure).toMatchObject({ message: expect.stringContaining('3 classes and 120 training images') });
    await next('phase', ({ phase }) => phase === 'idle');
  }
});
