// A sweep on other data than the page shows: nothing of it replaces the data of the views.

import { expect, test } from 'vitest';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, dataset, openSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom, sweepUntil } from './sweep/sweep.fixture.ts';

const quick = { ...config, epochs: 1, samples: 200 };
const REFUSED = { reason: 'other-data', data: 'fashion-mnist' };

test('it is not resumed, opened or voted on before its data is chosen', async () => {
  const sweeps = memorySweepStore();
  const first = openSession({ ...localPool(), sweeps });
  first.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  await inPhase(first, 'ended');

  const session = openSession({ ...localPool(), sweeps, ownData: memoryOwnDataStore() });
  session.send({ type: 'add-dataset', dataset: structuredClone(own) });
  await session.next('datasets');
  session.send({ type: 'configure', config: ownConfig });
  await session.next('dataset');
  session.send({ type: 'start', config: ownConfig });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'show-sweep' });
  await sweepUntil(session, () => true);
  session.send({ type: 'vote', id: 1, members: [0, 1], drawing: null });
  expect((await session.next('sweep-refused')).refusal).toEqual(REFUSED);
  expect(await session.next('refused')).toMatchObject({ id: 1 });
  session.send({ type: 'open-member', member: 0 });
  expect((await session.next('sweep-refused')).refusal).toEqual(REFUSED);
  session.send({ type: 'resume-sweep' });
  expect((await session.next('sweep-refused')).refusal).toEqual(REFUSED);
  // The images are those of the run.
  const pixels = async (id: number) => {
    session.send({ type: 'images', id, indices: [0] });
    return (await session.next('images', (event) => event.id === id)).pixels.subarray(0, 784);
  };
  const { trainCount } = own.facts;
  expect(await pixels(2)).toEqual(own.images.subarray(trainCount * 784, (trainCount + 1) * 784));

  session.send({ type: 'configure', config: quick });
  await session.next('dataset', ({ facts }) => facts.id === 'fashion-mnist');
  session.send({ type: 'open-member', member: 1 });
  expect((await session.next('restored')).run.plan.config.seed).toBe(2);
  session.send({ type: 'vote', id: 3, members: [0, 1], drawing: null });
  expect((await session.next('vote')).vote.members).toEqual([0, 1]);
  expect(await pixels(4)).toEqual(dataset.images.subarray(60_000 * 784, 60_001 * 784));
});

test('a run that is resumed brings its data: members on it can be opened', async () => {
  const ownData = memoryOwnDataStore();
  const sweeps = memorySweepStore();
  const runs = memoryRunStore();
  const first = openSession({ ...localPool(), sweeps, ownData, runs });
  first.send({ type: 'add-dataset', dataset: structuredClone(own) });
  await first.next('datasets');
  first.send({ type: 'configure', config: ownConfig });
  await first.next('dataset');
  first.send({ type: 'start-sweep', plan: planFrom('seed:1:2', ownConfig) });
  await inPhase(first, 'ended');
  first.send({ type: 'open-member', member: 0 });
  await first.next('saving', ({ status }) => status.state === 'saved');

  const second = openSession({ ...localPool(), sweeps, ownData, runs });
  second.send({ type: 'configure', config: quick });
  await second.next('saved-run');
  second.send({ type: 'resume-saved-run', engine: null });
  await second.next('phase', ({ phase }) => phase === 'finished');
  second.send({ type: 'open-member', member: 1 });
  expect((await second.next('restored', ({ run }) => run.plan.config.seed === 2)).run.plan.config.data).toBe(
    own.facts.id,
  );
});
