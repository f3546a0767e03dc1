// What happens at the same time before a run's first step: data, choice and start of the engine.

import { expect, test } from 'vitest';
import { DataError } from '../dataset/fetch-shards.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import type { SessionHost } from './host.ts';
import { config, dataLoaded, engineWith, loadDataset, openSession } from './session.fixture.ts';

test('the data of a configuration is loaded while the engines are tried', async () => {
  const never: SessionHost['chooseEngine'] = () => new Promise(() => {});
  const session = openSession({ chooseEngine: never });
  session.send({ type: 'configure', config });
  await dataLoaded(session);
});

test('the data of a run is loaded while the engines are tried', async () => {
  const never: SessionHost['chooseEngine'] = () => new Promise(() => {});
  const session = openSession({ chooseEngine: never });
  session.send({ type: 'start', config });
  await dataLoaded(session);
});

test('the engine of a run starts while the data is loaded', async () => {
  let created = () => {};
  const engineCreated = new Promise<void>((resolve) => (created = resolve));
  const { send, next } = openSession({
    loadDataset: async (...parameters) => {
      await engineCreated;
      return loadDataset(...parameters);
    },
    createEngine: async (_, spec) => {
      created();
      return createReferenceEngine(spec);
    },
  });
  send({ type: 'start', config });
  await next('result');
});

test('an engine whose data can’t be loaded is disposed of, and the next try succeeds', async () => {
  let disposals = 0;
  let broken = true;
  const { send, next } = openSession({
    loadDataset: async (...parameters) => {
      if (broken) throw new DataError('train-0.bin', 'http', 404);
      return loadDataset(...parameters);
    },
    createEngine: async (_, spec) => {
      const engine = createReferenceEngine(spec);
      return engineWith(engine, {
        dispose() {
          disposals++;
          engine.dispose();
        },
      });
    },
  });
  send({ type: 'start', config });
  expect((await next('failure')).failure).toMatchObject({ kind: 'data', file: 'train-0.bin' });
  await next('phase', ({ phase }) => phase === 'idle');
  expect(disposals).toBe(1);
  broken = false;
  send({ type: 'start', config });
  await next('result');
});

test('a configuration’s failure that a run replaces is not reported', async () => {
  let fail = (_error: Error) => {};
  const { send, next, events } = openSession({
    chooseEngine: () => new Promise((_, reject) => (fail = reject)),
  });
  send({ type: 'configure', config });
  await next('saved-run');
  const failConfiguration = fail;
  send({ type: 'start', config });
  await next('phase', ({ phase }) => phase === 'preparing');
  failConfiguration(new Error('too late'));
  send({ type: 'stop' });
  await next('phase', ({ phase }) => phase === 'idle');
  expect(events.filter(({ type }) => type === 'failure')).toEqual([]);
});
