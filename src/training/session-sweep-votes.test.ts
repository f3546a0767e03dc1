// Votes that are requested at the same time, and a vote that needs no images.

import { beforeAll, expect, test } from 'vitest';
import type { EnginePool } from '../engine/pool.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import type { SessionHost } from './host.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, engineWith, openSession, turns, type OpenSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom } from './sweep/sweep.fixture.ts';

const quick = { ...config, epochs: 1, samples: 200 };
const sweeps = memorySweepStore();
const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
const onTestSet = (id: number) => ({ type: 'vote', id, members: [0, 1], drawing: null }) as const;
const onDrawing = (id: number) => ({ ...onTestSet(id), drawing: { pixels, lines: null } }) as const;

beforeAll(async () => {
  const session = openSession({ ...localPool(), sweeps });
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  await inPhase(session, 'ended');
});

/** The pools of a session that are there, and the most that were there at the same time. */
function countedPools(wrap?: Parameters<typeof localPool>[0]) {
  const open = new Set<EnginePool>();
  let most = 0;
  const host: Pick<SessionHost, 'createPool'> = {
    async createPool(...args) {
      const pool = await localPool(wrap).createPool(...args);
      const counted: EnginePool = { ...pool, dispose: () => void open.delete(counted) };
      open.add(counted);
      most = Math.max(most, open.size);
      return counted;
    },
  };
  return { host, open, most: () => most };
}

/** The types of the answers to requests, in their order. */
const answersIn = ({ events }: OpenSession) =>
  events.flatMap(({ type }) => (['vote', 'drawing-vote', 'request-failed'].includes(type) ? [type] : []));

test('a drawing is voted on while no image of the dataset is there', async () => {
  let downloads = 0;
  const loadDataset: SessionHost['loadDataset'] = () => {
    downloads++;
    return new Promise(() => {});
  };
  const session = openSession({ ...localPool(), sweeps, loadDataset });
  session.send(onDrawing(1));
  expect((await session.next('drawing-vote')).vote.members.map(({ member }) => member)).toEqual([0, 1]);
  expect(downloads).toBe(0);
  // Nor does it wait for a vote whose images are still downloaded.
  session.send(onTestSet(2));
  await turns();
  expect(downloads).toBe(1);
  session.send(onDrawing(3));
  expect((await session.next('drawing-vote')).id).toBe(3);
});

test('votes at the same time compute one after the other, and all are answered', async () => {
  const { host, open, most } = countedPools();
  const session = openSession({ ...host, sweeps });
  for (const request of [onTestSet(1), onDrawing(2), onTestSet(3)]) session.send(request);
  session.send({ type: 'find-learning-rate', id: 4, config: quick });
  const seen = (id: number) => session.events.some((event) => 'id' in event && event.id === id);
  await session.until(() => [1, 2, 3, 4].every(seen));
  expect(answersIn(session).toSorted()).toEqual(['drawing-vote', 'vote', 'vote']);
  expect(most()).toBe(1);
  expect(open.size).toBe(0);
});

test('a vote that fails does not keep the next one', async () => {
  let failing = true;
  const { host, open } = countedPools((engine) => {
    if (failing) throw new Error('no memory');
    return engine;
  });
  const session = openSession({ ...host, sweeps });
  session.send(onDrawing(1));
  expect(await session.next('request-failed')).toMatchObject({ id: 1, message: 'no memory' });
  failing = false;
  session.send(onDrawing(2));
  await session.next('drawing-vote');
  expect(open.size).toBe(0);
});

test('a sweep that starts meanwhile: a waiting vote is refused', async () => {
  const { host } = countedPools();
  const session = openSession({ ...host, sweeps: memorySweepStore() });
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  await inPhase(session, 'ended');
  session.send(onTestSet(1));
  session.send(onTestSet(2));
  session.send({ type: 'start-sweep', plan: planFrom('seed:3:4', quick) });
  const refused = await session.next('refused', ({ id }) => id === 2);
  expect(refused.reason).toBe('busy');
});

test('other data that is chosen meanwhile ends a vote: its images are gone', async () => {
  let predicting!: () => void;
  let release!: () => void;
  const begun = new Promise<void>((resolve) => (predicting = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const { host } = countedPools((engine) =>
    engineWith(engine, {
      async predict(images) {
        predicting();
        await released;
        return engine.predict(images);
      },
    }),
  );
  const ownData = memoryOwnDataStore();
  await ownData.put(own);
  const session = openSession({ ...host, sweeps, ownData });
  session.send(onTestSet(1));
  await begun;
  session.send({ type: 'configure', config: ownConfig });
  await session.next('dataset', ({ facts }) => facts.id === own.facts.id);
  release();
  expect(await session.next('refused')).toMatchObject({ id: 1, reason: 'busy' });
});
