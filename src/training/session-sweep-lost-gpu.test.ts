// Sweeps on a GPU whose device is lost once, more often, or for good.

import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../contract/config.ts';
import { DeviceLostError } from '../engine/engine.ts';
import { NoDeviceError } from '../engine/pool.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { config, engineWith, openSession } from './session.fixture.ts';
import { gpu } from './sweep/gpu.fixture.ts';
import { inPhase, planFrom, statesOf, sweepOf } from './sweep/sweep.fixture.ts';

const quick: RunConfig = { ...config, epochs: 1, samples: 200 };

describe('a device that is lost', () => {
  test('once: members resume from their checkpoints; again and again without progress: they fail', async () => {
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

  test('more often than a run recovers, with an epoch between: it is trained', async () => {
    const lostIn = new Set<number>();
    const { host } = gpu(Infinity, (engine) =>
      engineWith(engine, {
        async train(chunk) {
          const { step } = await engine.read();
          // 40 steps are an epoch. Its checkpoint is the newest one.
          const epoch = Math.floor(step / 40);
          if (step % 40 > 20 && !lostIn.has(epoch)) {
            lostIn.add(epoch);
            throw new DeviceLostError('the device was destroyed');
          }
          return engine.train(chunk);
        },
      }),
    );
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1', { ...config, epochs: 4 }) });
    const { members } = await inPhase(session, 'ended');
    expect(lostIn.size).toBe(4);
    expect(statesOf(members)).toEqual(['done']);
  });

  test('while the first networks are created: they are created again', async () => {
    let creations = 0;
    const { host } = gpu(
      Infinity,
      undefined,
      () => {},
      () => {
        if (creations++ < 2) throw new DeviceLostError('the device was destroyed');
      },
    );
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:2', quick) });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(['done', 'done']);
    expect(creations).toBe(4);
  });

  test('for good: all members keep their checkpoints, the sweep is refused, and it resumes later', async () => {
    let gone = false;
    let returned = false;
    const { host, pools } = gpu(
      Infinity,
      (engine) =>
        engineWith(engine, {
          async train(chunk) {
            const { step } = await engine.read();
            // After the checkpoint of the first epoch, 40 steps.
            if (step > 60 && !returned) gone = true;
            if (gone) throw new DeviceLostError('the device was destroyed');
            return engine.train(chunk);
          },
        }),
      () => {},
      () => {
        if (gone) throw new NoDeviceError('no adapter');
      },
    );
    const sweeps = memorySweepStore();
    const session = openSession({ ...host, sweeps });
    // More than train side by side.
    session.send({ type: 'start-sweep', plan: planFrom('seed:1:6', { ...config, epochs: 3 }) });
    expect((await session.next('sweep-refused')).refusal).toEqual({
      reason: 'no-engine',
      engine: 'webgpu',
      message: 'no adapter',
    });
    const saved = sweepOf(session);
    expect(saved.phase).toBe('saved');
    expect(statesOf(saved.members)).toEqual(saved.members.map(() => 'waiting'));
    expect((await sweeps.load())!.members.size).toBeGreaterThan(0);

    gone = false;
    returned = true;
    session.send({ type: 'resume-sweep' });
    const { members } = await inPhase(session, 'ended');
    expect(statesOf(members)).toEqual(members.map(() => 'done'));
    expect(pools).toEqual(['webgpu', 'webgpu']);
  });
});
