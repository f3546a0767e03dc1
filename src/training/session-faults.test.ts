// A session where numbers, engine or data fail.

import { expect, test } from 'vitest';
import { DataError } from '../dataset/fetch-shards.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { config, engineWith, loadDataset, openSession, weightsIn } from './session.fixture.ts';

test('a loss that is not finite ends the run at its step and restores the first weights', async () => {
  let chunks = 0;
  const { send, next } = openSession({
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        async train(chunk) {
          const result = await engine.train(chunk);
          if (++chunks === 2) result.losses[0] = Number.NaN;
          return result;
        },
      });
    },
  });
  send({ type: 'start', config });
  const { failure } = await next('failure');
  await next('phase', ({ phase }) => phase === 'failed');
  expect(failure).toEqual({
    kind: 'diverged',
    symptom: 'not-finite',
    step: 2,
    epoch: 1,
    learningRate: config.lr,
    restored: { from: 'start' },
  });
});

test('after a real divergence the best epoch’s weights are restored', async () => {
  const { send, next } = openSession();
  send({ type: 'start', config: { ...config, epochs: 100, optimizer: 'sgd', lr: 0.02 } });
  const { metrics } = await next('epoch');
  send({ type: 'set-learning-rate', value: 10 });
  const { failure } = await next('failure');
  expect(failure).toMatchObject({ kind: 'diverged', learningRate: 10, restored: { from: 'best-epoch' } });
  await next('phase', ({ phase }) => phase === 'failed');
  send({ type: 'export', id: 1 });
  const { bytes } = await next('exported');
  expect(weightsIn(bytes).parameters.every(Number.isFinite)).toBe(true);
  expect(metrics.epoch).toBe(1);
});

test('data that can’t be fetched ends the start with its reason, and the next start tries again', async () => {
  let tries = 0;
  const { send, next } = openSession({
    async loadDataset(...request) {
      if (++tries === 1) throw new DataError('data/train-0', 'http', 404);
      return loadDataset(...request);
    },
  });
  send({ type: 'start', config });
  expect((await next('failure')).failure).toEqual({
    kind: 'data',
    file: 'data/train-0',
    reason: 'http',
    status: 404,
  });
  await next('phase', ({ phase }) => phase === 'idle');
  send({ type: 'start', config });
  await next('result');
});

test('an engine that can’t start is named, and another one offered', async () => {
  const { send, next } = openSession({
    async createEngine() {
      throw new Error('no memory for a buffer');
    },
  });
  send({ type: 'start', config });
  expect((await next('failure')).failure).toEqual({
    kind: 'engine',
    engine: 'reference',
    reason: 'unavailable',
    message: 'no memory for a buffer',
    others: ['wasm'],
  });
  await next('phase', ({ phase }) => phase === 'idle');
});
