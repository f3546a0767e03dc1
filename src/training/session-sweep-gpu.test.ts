// Sweeps whose members train on a GPU: which engine trains, its members after a reload, several kinds of networks, and
// too little memory.

import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../contract/config.ts';
import { formatLink } from '../contract/url.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, openSession } from './session.fixture.ts';
import { GPU, gpu } from './sweep/gpu.fixture.ts';
import { loadSweep } from './sweep/load-sweep.ts';
import { inPhase, planFrom, statesOf, sweepUntil } from './sweep/sweep.fixture.ts';

const quick: RunConfig = { ...config, epochs: 1, samples: 200 };

describe('the engine of a sweep', () => {
  test.each([
    ['auto', 'webgpu'],
    ['webgpu', 'webgpu'],
    ['wasm', 'wasm'],
    ['tfjs', 'wasm'],
    ['reference', 'wasm'],
  ] as const)('a run on %s: members on %s', async (engine, expected) => {
    const { host, pools } = gpu();
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', { ...quick, engine }) });
    const training = await sweepUntil(session, ({ phase }) => phase === 'training');
    expect(training.device).toEqual(expected === 'webgpu' ? GPU : { kind: 'cpu', threads: 1 });
    const state = await inPhase(session, 'ended');
    expect(statesOf(state.members)).toEqual(['done', 'done']);
    expect(state).toMatchObject({ imagesPerSecond: null, secondsLeft: null });
    expect(new Set(pools)).toEqual(new Set([expected]));
    session.send({ type: 'open-member', member: 1 });
    const { run } = await session.next('restored');
    expect(formatLink(run.plan.config)).toBe(formatLink({ ...quick, seed: 2, engine: expected }));
  });

  test('threads train where the networks on the GPU can’t start', async () => {
    const { host, pools } = gpu(Infinity, undefined, () => {
      throw new Error('networks side by side: loss off by 1.0e+0');
    });
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
    const state = await inPhase(session, 'ended');
    expect(statesOf(state.members)).toEqual(['done', 'done']);
    expect(pools).toEqual(['webgpu', 'wasm']);
    expect(state.plan.engine).toBeUndefined();
    expect(state.engineRefusal).toBeNull();
  });

  test('is found again after a reload; where the GPU can’t start then, the sweep is refused and stays', async () => {
    const sweeps = memorySweepStore();
    const { host } = gpu();
    const session = openSession({ ...host, sweeps });
    // So many epochs that the pause comes before their end.
    const plan = planFrom('seed:1:3', { ...config, epochs: 20 });
    session.send({ type: 'start-sweep', plan });
    await sweepUntil(session, ({ members }) => members.every(({ epochs }) => epochs.length > 0));
    session.send({ type: 'pause-sweep' });
    await inPhase(session, 'paused');
    // A member that is paused in its validation has the checkpoint before it.
    const storedSteps = async () => {
      const found = await loadSweep(sweeps);
      return 'runs' in found ? [...found.runs.values()].map(({ checkpoint }) => checkpoint.step) : [];
    };
    const withFirstEpoch = async () => (await storedSteps()).filter((step) => step >= 40).length;
    await expect.poll(withFirstEpoch).toBe(3);

    const broken = gpu(Infinity, undefined, () => {
      throw new Error('no GPU today');
    });
    const without = openSession({ ...broken.host, sweeps });
    without.send({ type: 'resume-sweep' });
    expect((await without.next('sweep-refused')).refusal).toEqual({
      reason: 'no-engine',
      engine: 'webgpu',
      message: 'no GPU today',
    });

    const { host: again, pools } = gpu();
    const reloaded = openSession({ ...again, sweeps });
    reloaded.send({ type: 'show-sweep' });
    const found = await sweepUntil(reloaded, () => true);
    expect(found.plan).toEqual({ ...plan, engine: 'webgpu' });
    // The first epoch of each was stored, on this engine's link.
    expect(Math.min(...found.members.map(({ step }) => step))).toBeGreaterThanOrEqual(40);
    reloaded.send({ type: 'resume-sweep' });
    const { members } = await inPhase(reloaded, 'ended');
    expect(statesOf(members)).toEqual(['done', 'done', 'done']);
    expect(pools).toEqual(['webgpu']);
  });
});

describe('networks of several kinds', () => {
  test('each kind is proven once in a visit, before it is trained', async () => {
    const { host, proven } = gpu();
    const session = openSession(host);
    const kinds = () => proven.map((specs) => specs.map(({ optimizer }) => optimizer));
    session.send({ type: 'start-sweep', plan: planFrom('optimizer:adam,sgd;seed:1:2', quick) });
    await inPhase(session, 'ended');
    expect(kinds()).toEqual([['adam', 'sgd']]);
    session.send({ type: 'start-sweep', plan: planFrom('optimizer:adam,adamw', quick) });
    await sweepUntil(session, ({ members, phase }) => phase === 'ended' && members.length === 2);
    expect(kinds()).toEqual([['adam', 'sgd'], ['adamw']]);
  });

  test('threads train more kinds than may share the GPU', async () => {
    const { host, pools } = gpu();
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('batch:10,20,25,40,50', quick) });
    const { plan } = await inPhase(session, 'ended');
    expect(plan.engine).toBeUndefined();
    expect(pools).toEqual(['wasm']);
  });
});

describe('while the engine is chosen', () => {
  /** A proof on the GPU that a test ends. */
  function held() {
    let begin!: () => void;
    let end!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const proof = new Promise<void>((resolve) => (end = resolve));
    const fixture = gpu(Infinity, undefined, () => {
      begin();
      return proof;
    });
    return { ...fixture, begun, end };
  }

  test('a second start is refused, and there is no second proof', async () => {
    const { host, pools, end } = held();
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
    await inPhase(session, 'preparing');
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:3', quick) });
    expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'busy' });
    end();
    const { members } = await inPhase(session, 'ended');
    expect(members).toHaveLength(2);
    expect(pools).toEqual(['webgpu']);
  });

  test('Stop ends it, and its engine is chosen when it is resumed', async () => {
    const { host, pools, begun, end } = held();
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
    await begun;
    session.send({ type: 'stop-sweep' });
    const { members } = await inPhase(session, 'saved');
    expect(statesOf(members)).toEqual(['waiting', 'waiting']);
    end();
    session.send({ type: 'resume-sweep' });
    const { plan } = await inPhase(session, 'ended');
    expect(plan.engine).toBe('webgpu');
    expect(pools).toEqual(['webgpu', 'webgpu']);
  });
});

test('a sweep on other data than the page shows is not started', async () => {
  const { host, pools } = gpu();
  const ownData = memoryOwnDataStore();
  await ownData.put(own);
  const session = openSession({ ...host, ownData });
  session.send({ type: 'configure', config: ownConfig });
  await session.next('dataset', ({ facts }) => facts.id === own.facts.id);
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'other-data', data: quick.data });
  // Other data that is chosen before the sweep has begun.
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', ownConfig) });
  session.send({ type: 'configure', config: quick });
  expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'other-data', data: own.facts.id });
  expect(pools).toEqual([]);
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
  await inPhase(session, 'ended');
});

describe('where memory is short', () => {
  test('fewer train side by side, and all are trained', async () => {
    const { host, most } = gpu(2);
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:7', quick) });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(members.map(() => 'done'));
    expect(most()).toBe(2);
  });

  test('for a single network, it fails in words', async () => {
    const { host } = gpu(0);
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
    const { members } = await inPhase(session, 'ended');
    const status = { state: 'failed', reason: 'memory', message: 'there is room for 0' };
    expect(members.map((member) => member.status)).toEqual([status, status]);
  });

  test('a pause, a discarded member and Stop reach those that wait for room', async () => {
    const { host } = gpu(1);
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:3', { ...config, epochs: 40 }) });
    await sweepUntil(session, ({ members }) => members[0]!.step > 0);
    session.send({ type: 'pause-sweep' });
    await inPhase(session, 'paused');
    session.send({ type: 'drop-member', member: 1 });
    session.send({ type: 'stop-sweep' });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(['done', 'dropped', 'not-trained']);
  });
});
