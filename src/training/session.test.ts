// A session on the real reference engine: what each command does.

import { expect, test } from 'vitest';
import { confusionScores } from '../base/confusion.ts';
import { DATASET_COUNT, TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { yieldToMessages } from './run/yield.ts';
import { config, dataset, engineWith, openSession, timedEngines, weightsIn } from './session.fixture.ts';

test('a run learns, restores its best epoch, scores the test set once and exports its weights', async () => {
  const { events, send, next } = openSession();
  send({ type: 'configure', config });
  send({ type: 'start', config });
  const { plan } = await next('started');
  expect(plan).toMatchObject({ trainCount: 800, validationCount: 200, stepsPerEpoch: 40, totalSteps: 80 });
  const { result } = await next('result');
  await next('phase', ({ phase }) => phase === 'finished');
  expect(result.accuracy).toBeGreaterThan(0.9);
  expect(result.predicted.filter((label, i) => label === result.labels[i]).length).toBe(result.correct);
  expect(result.stoppedAtStep).toBeNull();
  expect(events.filter(({ type }) => type === 'result')).toHaveLength(1);

  const reports = events.filter((event) => event.type === 'steps').map(({ report }) => report);
  expect(reports.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(80);
  reports.reduce((expected, { firstStep, losses }) => {
    expect(firstStep).toBe(expected);
    return firstStep + losses.length;
  }, 0);

  const epochs = events.filter((event) => event.type === 'epoch').map(({ metrics }) => metrics);
  expect(epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
    [1, 40],
    [2, 80],
  ]);
  // Training loss: the mean over the epoch's images.
  const losses = reports.flatMap((report) => Array.from(report.losses));
  const mean = losses.slice(0, 40).reduce((sum, loss) => sum + loss, 0) / 40;
  expect(epochs[0]!.trainLoss).toBeCloseTo(mean, 6);
  for (const { validationConfusion, validationAccuracy } of epochs) {
    const { total, accuracy } = confusionScores(validationConfusion);
    expect(total).toBe(plan.validationCount);
    expect(accuracy).toBe(validationAccuracy);
  }

  send({ type: 'export', id: 7 });
  const exported = await next('exported');
  expect(exported.name).toBe('lenet5-fashion-mnist-best.safetensors');
  const file = weightsIn(exported.bytes);
  expect(file.metadata['test_accuracy']).toBe(String(result.accuracy));
  send({
    type: 'predict',
    id: 8,
    pixels: dataset.images.slice(TRAIN_COUNT * IMAGE_PIXELS, (TRAIN_COUNT + 1) * IMAGE_PIXELS),
  });
  const { probabilities } = await next('prediction');
  expect(probabilities!.indexOf(Math.max(...probabilities!))).toBe(result.predicted[0]);
});

test('the same configuration gives the same losses and weights, paused or not', async () => {
  const trace = async (pause: boolean) => {
    const { events, send, next } = openSession();
    send({ type: 'start', config: { ...config, flip: true, shift: 2, schedule: 'one-cycle' } });
    if (pause) {
      await next('steps');
      send({ type: 'pause' });
      await next('phase', ({ phase }) => phase === 'paused');
      send({ type: 'resume' });
    }
    await next('result');
    send({ type: 'export', id: 1 });
    const { bytes } = await next('exported');
    const losses = events.flatMap((event) => (event.type === 'steps' ? Array.from(event.report.losses) : []));
    return { losses, parameters: weightsIn(bytes).parameters };
  };
  expect(await trace(true)).toEqual(await trace(false));
});

test('Pause holds the run; Stop within the first epoch scores the current weights', async () => {
  let steps = 0;
  const { send, next } = openSession(timedEngines(8, (count) => (steps += count)));
  send({ type: 'start', config: { ...config, epochs: 50 } });
  await next('steps');
  send({ type: 'pause' });
  await next('phase', ({ phase }) => phase === 'paused');
  const stepsAtPause = steps;
  // A loop that went on would train a chunk between two messages.
  for (let message = 0; message < 50; message++) await yieldToMessages();
  expect(steps).toBe(stepsAtPause);
  send({ type: 'stop' });
  const { metrics } = await next('epoch');
  const { result } = await next('result');
  expect(result.stoppedAtStep).toBe(metrics.step);
  expect(result.bestEpoch).toBe(1);
  expect(metrics.step).toBeLessThan(40);
});

test('Reset forgets the run at once, even while it is prepared', async () => {
  const { send, next } = openSession();
  send({ type: 'start', config });
  await next('steps');
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'export', id: 1 });
  expect((await next('refused')).reason).toBe('no-model');
  send({ type: 'predict', id: 2, pixels: new Uint8Array(784) });
  expect((await next('prediction')).probabilities).toBeNull();

  const never = openSession({ loadDataset: () => new Promise(() => {}) });
  never.send({ type: 'start', config });
  await never.next('phase', ({ phase }) => phase === 'preparing');
  never.send({ type: 'reset' });
  await never.next('phase', ({ phase }) => phase === 'idle');
});

test('a learning rate that is changed during a run applies from the next chunk and is marked', async () => {
  const { events, send, next } = openSession();
  send({ type: 'start', config: { ...config, epochs: 20 } });
  await next('steps');
  send({ type: 'set-learning-rate', value: Number.NaN });
  send({ type: 'set-learning-rate', value: 0.0005 });
  const { mark } = await next('learning-rate');
  await next(
    'steps',
    ({ report }) => report.firstStep > mark.step && Math.abs(report.learningRate - 0.0005) < 1e-9,
  );
  send({ type: 'reset' });
  await next('phase', ({ phase }) => phase === 'idle');
  expect(events.filter(({ type }) => type === 'learning-rate')).toHaveLength(1);
});

test('the mark of a learning rate is at the first step that it applies to, also when it comes during a chunk', async () => {
  const rates: number[] = [];
  const session = openSession({
    createEngine: async (_, spec) => {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        async train(chunk) {
          rates.push(...chunk.learningRates);
          if (rates.length > 20) session.send({ type: 'set-learning-rate', value: 0.0005 });
          await new Promise((resolve) => setTimeout(resolve, 0));
          return engine.train(chunk);
        },
      });
    },
  });
  session.send({ type: 'start', config });
  const { mark } = await session.next('learning-rate');
  await session.next('result');
  expect(mark.step).toBeGreaterThan(20);
  expect(rates.indexOf(Math.fround(0.0005))).toBe(mark.step);
});

test('images of the test set are sent by their indices', async () => {
  const { send, next } = openSession();
  send({ type: 'images', id: 1, indices: [0] });
  expect((await next('refused')).reason).toBe('no-data');
  send({ type: 'configure', config });
  await next('data', ({ status }) => status.state === 'ready');
  send({ type: 'images', id: 2, indices: [9999, 3, -1, 10_000] });
  const { indices, pixels, labels } = await next('images');
  expect(indices).toEqual([9999, 3]);
  expect(labels).toEqual(Uint8Array.of(dataset.labels[DATASET_COUNT - 1]!, dataset.labels[TRAIN_COUNT + 3]!));
  expect(pixels.subarray(IMAGE_PIXELS)).toEqual(
    dataset.images.subarray((TRAIN_COUNT + 3) * IMAGE_PIXELS, (TRAIN_COUNT + 4) * IMAGE_PIXELS),
  );
});
