// A page that is opened again shows its finished run by itself.

import { expect, test } from 'vitest';
import { CodeLoadError } from '../base/load-code.ts';
import { TRAIN_COUNT } from '../contract/dataset.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import type { SessionHost } from './host.ts';
import { config, dataLoaded, dataset, openSession, weightsIn, type OpenSession } from './session.fixture.ts';

async function exported({ send, next }: OpenSession) {
  send({ type: 'export', id: 1 });
  return weightsIn((await next('exported')).bytes).parameters;
}

/** Storage with a finished run of `config`, and what its page had. */
async function finishedRun() {
  const runs = memoryRunStore();
  const session = openSession({ runs });
  session.send({ type: 'start', config });
  const { result } = await session.next('result');
  await session.next('phase', ({ phase }) => phase === 'finished');
  return { runs, result, parameters: await exported(session) };
}

test('with its result, its weights and its history, without a step, a trial or the lock', async () => {
  const { runs, result, parameters } = await finishedRun();
  const never: SessionHost['chooseEngine'] = () => new Promise(() => {});
  const session = openSession({ runs, chooseEngine: never });
  session.send({ type: 'configure', config });
  const { run } = await session.next('restored');
  expect(run.result).toEqual(result);
  expect(run.epochs).toHaveLength(2);
  expect(run.losses).toHaveLength(80);
  expect((await session.next('phase')).phase).toBe('finished');
  expect(await exported(session)).toEqual(parameters);
  const phases = session.events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []));
  expect(phases).toEqual(['finished']);
  expect(session.events.filter(({ type }) => type === 'saved-run')).toEqual([]);
});

test('whose model predicts and can be inspected and fine-tuned', async () => {
  const { runs, parameters } = await finishedRun();
  const session = openSession({ runs });
  session.send({ type: 'configure', config });
  await session.next('restored');
  await dataLoaded(session);
  const pixels = dataset.images.slice(TRAIN_COUNT * IMAGE_PIXELS, (TRAIN_COUNT + 1) * IMAGE_PIXELS);
  session.send({ type: 'predict', id: 2, pixels });
  expect((await session.next('prediction')).probabilities).toHaveLength(10);
  session.send({ type: 'inspect', id: 3, image: { kind: 'test', index: 0 }, step: null, occlusion: false });
  expect((await session.next('inspected')).parameters).toEqual(parameters);
  session.send({ type: 'start', config: { ...config, epochs: 1 }, fineTune: true });
  expect((await session.next('started')).plan.start).toEqual({ kind: 'fine-tune' });
  await session.next('result');
});

test('which a reset deletes', async () => {
  const { runs } = await finishedRun();
  const session = openSession({ runs });
  session.send({ type: 'configure', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  await expect.poll(() => runs.load()).toBeNull();
});

test('but not in place of the run of another link, nor after Train was pressed', async () => {
  const { runs, result } = await finishedRun();
  const other = openSession({ runs });
  other.send({ type: 'configure', config: { ...config, seed: 2 } });
  expect((await other.next('saved-run')).report).toMatchObject({ run: { testAccuracy: result.accuracy } });

  const started = openSession({ runs });
  started.send({ type: 'configure', config });
  started.send({ type: 'start', config: { ...config, epochs: 1 } });
  await started.next('result');
  expect(started.events.filter(({ type }) => type === 'restored')).toEqual([]);
});

test('it is offered where the code for its model can’t be fetched', async () => {
  const { runs, result } = await finishedRun();
  const createEngine = () => Promise.reject(new CodeLoadError('no network'));
  const session = openSession({ runs, createEngine });
  session.send({ type: 'configure', config });
  expect((await session.next('saved-run')).report).toMatchObject({ run: { testAccuracy: result.accuracy } });
});
