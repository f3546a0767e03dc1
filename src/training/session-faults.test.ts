// The session when something fails: numbers, engine or data.

import { expect, test } from 'vitest';
import { DataError } from '../dataset/fetch-shards.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { config, faulty, fill, open, weightsIn } from './session.fixture.ts';
import type { SessionHost } from './session.ts';

const createEngine: SessionHost['createEngine'] = async (_, spec) => createReferenceEngine(spec);

test('numbers that are not finite end the run at their step and bring the start back', async () => {
  let chunks = 0;
  const { send, next } = open({
    async createEngine(_, spec) {
      const engine = createReferenceEngine(spec);
      return faulty(engine, {
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
    sign: 'not-finite',
    step: 2,
    epoch: 1,
    learningRate: config.lr,
    restored: { from: 'start' },
  });
});

test('real divergence keeps the best epoch', async () => {
  const { send, next } = open({ createEngine });
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

test('data that can’t be had ends the start with its reason, and the next start tries again', async () => {
  let tries = 0;
  const { send, next } = open({
    createEngine,
    async loadDataset(...request) {
      if (++tries === 1) throw new DataError('data/train-0', 'http', 404);
      return fill(...request);
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

test('an engine that can’t start is named, with another that may', async () => {
  const { send, next } = open({
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
