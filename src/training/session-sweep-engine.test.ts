// Sweeps of which a link or the settings request another engine than the one that trains them: the reason that is shown.

import { expect, test } from 'vitest';
import type { RunConfig } from '../contract/config.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { config, openSession } from './session.fixture.ts';
import { GPU, gpu } from './sweep/gpu.fixture.ts';
import { inPhase, planFrom, sweepUntil } from './sweep/sweep.fixture.ts';

const requested: RunConfig = { ...config, epochs: 1, samples: 200, engine: 'webgpu' };
const FIVE_KINDS = 'batch:10,20,25,40,50';
const report = {
  webgpu: { state: 'hardware', adapter: GPU.adapter },
  chosen: 'wasm',
  device: { kind: 'cpu', threads: 1 },
  reason: 'requested-refused',
  trials: [],
} as const;
const trial = { engine: 'webgpu', device: GPU, verdict: 'wrong', millisecondsPerStep: null } as const;

test.each([
  ['no engine for sweeps', 'tfjs', 'seed:1:2', {}, { reason: 'no-sweeps' }],
  ['no engine for sweeps', 'reference', 'seed:1:2', {}, { reason: 'no-sweeps' }],
  ['five kinds', 'webgpu', FIVE_KINDS, {}, { reason: 'kinds', kinds: 5, limit: 4 }],
  [
    'no WebGPU',
    'webgpu',
    'seed:1:2',
    { ...report, webgpu: { state: 'none', reason: 'no-api' }, trials: [] },
    { reason: 'no-webgpu' },
  ],
  [
    'an engine with other results',
    'webgpu',
    'seed:1:2',
    { ...report, trials: [{ ...trial, detail: 'loss off by 1' }] },
    { reason: 'failed', detail: 'loss off by 1' },
  ],
  [
    'an engine whose trial says nothing',
    'webgpu',
    'seed:1:2',
    { ...report, trials: [trial] },
    { reason: 'failed', detail: null },
  ],
  ['five kinds, chosen automatically', 'auto', FIVE_KINDS, {}, null],
  ['WebAssembly', 'wasm', 'seed:1:2', {}, null],
] as const)('threads train, with the reason: %s (%s)', async (_name, engine, text, changes, refusal) => {
  const { host } = gpu();
  const chooseEngine: typeof host.chooseEngine = async (...args) => ({
    ...(await host.chooseEngine(...args)),
    ...changes,
  });
  const session = openSession({ ...host, chooseEngine });
  session.send({ type: 'start-sweep', plan: planFrom(text, { ...requested, engine }) });
  const training = await sweepUntil(session, ({ phase }) => phase === 'training');
  expect(training.device).toEqual({ kind: 'cpu', threads: 1 });
  expect(training.engineRefusal).toEqual(refusal);
  const { engineRefusal } = await inPhase(session, 'ended');
  expect(engineRefusal).toEqual(refusal);
});

test.each([
  ['tfjs', 'seed:1:2', { reason: 'no-sweeps' }],
  ['webgpu', FIVE_KINDS, { reason: 'kinds', kinds: 5, limit: 4 }],
  ['auto', FIVE_KINDS, null],
  ['wasm', FIVE_KINDS, null],
] as const)(
  'a reason of the plan is known from the start and after a reload (%s, %s)',
  async (engine, text, refusal) => {
    const sweeps = memorySweepStore();
    const { host } = gpu();
    const session = openSession({ ...host, sweeps });
    session.send({ type: 'start-sweep', plan: planFrom(text, { ...requested, engine }) });
    expect((await inPhase(session, 'preparing')).engineRefusal).toEqual(refusal);
    await inPhase(session, 'ended');

    const reloaded = openSession({ ...host, sweeps });
    reloaded.send({ type: 'show-sweep' });
    expect((await inPhase(reloaded, 'ended')).engineRefusal).toEqual(refusal);
  },
);

test('networks side by side with other results; and what was begun so, after a reload', async () => {
  const sweeps = memorySweepStore();
  const { host } = gpu(Infinity, undefined, () => {
    throw new Error('networks side by side: loss off by 1');
  });
  const session = openSession({ ...host, sweeps });
  session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', { ...requested, epochs: 40 }) });
  const { engineRefusal } = await sweepUntil(session, ({ members }) =>
    members.every(({ epochs }) => epochs.length > 0),
  );
  expect(engineRefusal).toEqual({ reason: 'failed', detail: 'networks side by side: loss off by 1' });
  session.send({ type: 'pause-sweep' });
  await inPhase(session, 'paused');

  const { host: again } = gpu();
  const reloaded = openSession({ ...again, sweeps });
  reloaded.send({ type: 'resume-sweep' });
  const resumed = await sweepUntil(reloaded, ({ phase }) => phase === 'training');
  expect(resumed.engineRefusal).toEqual({ reason: 'begun' });
  reloaded.send({ type: 'stop-sweep' });
  await inPhase(reloaded, 'ended');
});
