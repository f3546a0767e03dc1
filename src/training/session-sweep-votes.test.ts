// Votes that are requested at the same time, and a vote that needs no images.

import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import type { EnginePool } from '../engine/pool.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memorySweepStore, type SweepStore } from '../storage/sweep-store.ts';
import type { SessionHost } from './host.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, engineWith, openSession, turns, type OpenSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom } from './sweep/sweep.fixture.ts';

const quick = { ...config, epochs: 1, samples: 200 };
const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
const onTestSet = (id: number) => ({ type: 'vote', id, members: [0, 1], drawing: null }) as const;
const search = (id: number) => ({ type: 'find-learning-rate', id, config: quick }) as const;
const onDrawing = (id: number) => ({ ...onTestSet(id), drawing: { pixels, lines: null } }) as const;

/** Storage with a sweep of two tested members. */
async function testedSweep(): Promise<SweepStore> {
  const sweeps = memorySweepStore();
  const session = openSession({ ...localPool(), sweeps });
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  await inPhase(session, 'ended');
  return sweeps;
}

let sweeps: SweepStore;
beforeAll(async () => void (sweeps = await testedSweep()));

/** A point that code reaches, and where it waits until the test opens it. */
function gate() {
  let reach!: () => void;
  let open!: () => void;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = () => {
    reach();
    return opened;
  };
  return { reached, open, pass };
}

/** Networks that wait at `pass` before they predict and train. */
const waitingAt = (pass: () => Promise<void>) => (engine: Engine) =>
  engineWith(engine, {
    async predict(images) {
      await pass();
      return engine.predict(images);
    },
    async train(chunk) {
      await pass();
      return engine.train(chunk);
    },
  });

/** The pools of a session: those that are there, the most at the same time, and all. `starting`: what a new one waits for. */
function countedPools(wrap?: Parameters<typeof localPool>[0], starting: () => unknown = () => {}) {
  const open = new Set<EnginePool>();
  let most = 0;
  let all = 0;
  const host: Pick<SessionHost, 'createPool'> = {
    async createPool(...args) {
      all++;
      await starting();
      const pool = await localPool(wrap).createPool(...args);
      const counted: EnginePool = { ...pool, dispose: () => void open.delete(counted) };
      open.add(counted);
      most = Math.max(most, open.size);
      return counted;
    },
  };
  return { host, open, most: () => most, all: () => all };
}

const ANSWERS = new Set<string>(['vote', 'drawing-vote', 'learning-rate-found', 'refused', 'request-failed']);
/** The types of the answers to requests, in their order. */
const answersIn = ({ events }: OpenSession) =>
  events.flatMap(({ type }) => (ANSWERS.has(type) ? [type] : []));

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
  session.send(search(4));
  await session.until(() => answersIn(session).length === 4);
  expect(answersIn(session).toSorted()).toEqual(['drawing-vote', 'learning-rate-found', 'vote', 'vote']);
  expect(most()).toBe(1);
  expect(open.size).toBe(0);
});

test('a vote that fails does not block the next one', async () => {
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

test('a sweep that starts meanwhile: the vote that computes ends, and the one that waits begins nothing', async () => {
  const { reached, open, pass } = gate();
  const { host, all } = countedPools((engine) => {
    const { predict } = waitingAt(pass)(engine);
    return engineWith(engine, { predict });
  });
  const session = openSession({ ...host, sweeps: await testedSweep() });
  session.send(onTestSet(1));
  await reached;
  session.send(onDrawing(2));
  session.send({ type: 'start-sweep', plan: planFrom('seed:3:4', { ...config, epochs: 40 }) });
  await inPhase(session, 'preparing');
  session.send({ type: 'pause-sweep' });
  await inPhase(session, 'paused');
  open();
  await session.until(() => answersIn(session).length === 2);
  expect(answersIn(session)).toEqual(['refused', 'refused']);
  // That of the first vote, and that of the sweep.
  expect(all()).toBe(2);
});

test('a run that starts while the networks of a vote are proven: none of them predicts', async () => {
  const { reached, open, pass } = gate();
  let predictions = 0;
  const { host, open: pools } = countedPools(
    (engine) =>
      engineWith(engine, {
        predict(images) {
          predictions++;
          return engine.predict(images);
        },
      }),
    pass,
  );
  const session = openSession({ ...host, sweeps });
  session.send(onDrawing(1));
  await reached;
  session.send({ type: 'start', config: { ...quick, epochs: 40 } });
  await session.next('phase', ({ phase }) => phase === 'training');
  session.send({ type: 'pause' });
  await session.next('phase', ({ phase }) => phase === 'paused');
  open();
  await session.until(() => answersIn(session).length === 1);
  expect(answersIn(session)).toEqual(['refused']);
  expect(predictions).toBe(0);
  expect(pools.size).toBe(0);
});

test.each([
  ['a vote', onTestSet(1)],
  ['a search', search(1)],
])('other data that is chosen meanwhile ends %s: its images are gone', async (_name, request) => {
  const { reached, open, pass } = gate();
  const { host } = countedPools(waitingAt(pass));
  const ownData = memoryOwnDataStore();
  await ownData.put(own);
  const session = openSession({ ...host, sweeps, ownData });
  session.send(request);
  await reached;
  session.send({ type: 'configure', config: ownConfig });
  await session.next('dataset', ({ facts }) => facts.id === own.facts.id);
  open();
  await session.until(() => answersIn(session).length === 1);
  expect(answersIn(session)).toEqual(['refused']);
});
