// Sweeps whose members train on a GPU: which engine trains, its members after a reload, too little memory, and a lost device.
// Its networks are those of a thread that a test controls.

import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../contract/config.ts';
import { formatLink } from '../contract/url.ts';
import { DeviceLostError, type EngineSpec } from '../engine/engine.ts';
import { NoRoomError, type EnginePool } from '../engine/pool.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import type { SessionHost } from './host.ts';
import { config, engineWith, openSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom, statesOf, sweepOf, sweepUntil } from './sweep/sweep.fixture.ts';

const quick: RunConfig = { ...config, epochs: 1, samples: 200 };
const GPU = { kind: 'gpu', adapter: 'A GPU' } as const;

interface Gpu {
  host: Pick<SessionHost, 'chooseEngine' | 'createPool'>;
  /** The engines of the pools, in the order of their creation. */
  pools: string[];
  /** The most networks that were there at the same time. */
  most(): number;
}

/** A host on which a run that may would train on the GPU. `room`: for so many networks. `start`: called for each pool on it. */
function gpu(room = Infinity, wrap?: Parameters<typeof localPool>[0], start: () => void = () => {}): Gpu {
  const pools: string[] = [];
  let networks = 0;
  let most = 0;
  const createPool: SessionHost['createPool'] = async (threads, engine, spec): Promise<EnginePool> => {
    pools.push(engine);
    const pool = await localPool(wrap).createPool(threads, engine, spec);
    if (engine === 'wasm') return pool;
    start();
    const create = async (one: EngineSpec) => {
      if (networks >= room) throw new NoRoomError(`there is room for ${room}`);
      most = Math.max(most, ++networks);
      const network = await pool.create(one);
      const dispose = () => {
        networks--;
        network.dispose();
      };
      const busy = { get: () => network.busyMilliseconds };
      return Object.defineProperty(
        engineWith(network, { dispose }) as typeof network,
        'busyMilliseconds',
        busy,
      );
    };
    return { ...pool, device: GPU, sideBySide: 4, create };
  };
  const chooseEngine: SessionHost['chooseEngine'] = async (requested) => ({
    webgpu: { state: 'hardware', adapter: GPU.adapter },
    chosen: requested === 'auto' ? 'webgpu' : requested,
    device: GPU,
    reason: 'fastest',
    trials: [],
  });
  return { host: { createPool, chooseEngine }, pools, most: () => most };
}

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
  });

  test('is found again after a reload; where the GPU can’t start then, the sweep is refused and stays', async () => {
    const sweeps = memorySweepStore();
    const { host } = gpu();
    const session = openSession({ ...host, sweeps });
    const plan = planFrom('seed:1:3', { ...config, epochs: 3 });
    session.send({ type: 'start-sweep', plan });
    await sweepUntil(session, ({ members }) => members.every(({ epochs }) => epochs.length > 0));
    session.send({ type: 'pause-sweep' });
    await inPhase(session, 'paused');
    await expect.poll(async () => (await sweeps.load())?.members.size).toBe(3);

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

test('a device that is lost once: members resume from their checkpoints; for good: they fail', async () => {
  let lost = 0;
  const { host } = gpu(Infinity, (engine, { labelSmoothing }) =>
    engineWith(engine, {
      async train(chunk) {
        if (labelSmoothing > 0 || lost++ === 0) throw new DeviceLostError('the device was destroyed');
        return engine.train(chunk);
      },
    }),
  );
  const session = openSession(host);
  session.send({ type: 'start-sweep', plan: planFrom('smoothing:0,0.1', quick) });
  await inPhase(session, 'ended');
  expect(sweepOf(session).members.map(({ status }) => status)).toEqual([
    { state: 'done' },
    { state: 'failed', reason: 'gpu', message: 'the device was destroyed' },
  ]);
});
