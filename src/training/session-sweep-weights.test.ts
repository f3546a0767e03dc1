// The weights of a sweep's members, on threads and after a pause and a reload, are those of lone runs. Requests about a sweep.

import { beforeAll, describe, expect, test } from 'vitest';
import { membersOf, type SweepMember, type SweepPlan } from '../contract/sweep.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, openSession } from './session.fixture.ts';
import {
  inPhase,
  localPool,
  loneHash,
  memberHashes,
  planFrom,
  statesOf,
  sweepUntil,
  wasmHost,
} from './sweep/sweep.fixture.ts';

const BASE = {
  ...config,
  engine: 'wasm' as const,
  flip: true,
  shift: 1,
  schedule: 'one-cycle' as const,
  epochs: 12,
};
/** Eight members of different rates and seeds. */
const EIGHT = planFrom('lr:0.002,0.004;seed:1:4', BASE);

function membersIn(plan: SweepPlan): readonly SweepMember[] {
  const found = membersOf(plan);
  if ('refusal' in found) throw new Error(found.refusal.reason);
  return found.members;
}

describe(
  'the weights of eight members are those of the same configurations alone',
  { timeout: 90_000 },
  () => {
    const alone: string[] = [];
    beforeAll(async () => {
      for (const member of membersIn(EIGHT)) alone.push(await loneHash(member.config, wasmHost(1)));
    }, 90_000);

    test.each([1, 2, 4])('on threads: %i', async (threads) => {
      const session = openSession(wasmHost(threads));
      session.send({ type: 'start-sweep', plan: EIGHT });
      const { members } = await inPhase(session, 'ended');
      expect(statesOf(members)).toEqual(members.map(() => 'done'));
      const hashes = await memberHashes(session);
      expect(new Set(hashes).size).toBe(8);
      expect(hashes).toEqual(alone);
    });

    test('paused, resumed, and resumed again after a reload', async () => {
      const sweeps = memorySweepStore();
      const first = openSession({ ...wasmHost(2), sweeps });
      first.send({ type: 'start-sweep', plan: EIGHT });
      await sweepUntil(first, ({ phase }) => phase === 'training');
      first.send({ type: 'pause-sweep' });
      await inPhase(first, 'paused');
      first.send({ type: 'resume-sweep' });
      await sweepUntil(first, ({ members }) => members.some(({ epochs }) => epochs.length > 0));
      first.send({ type: 'pause-sweep' });
      const { members: paused } = await inPhase(first, 'paused');
      expect(paused.some(({ step, totalSteps }) => step > 0 && step < totalSteps)).toBe(true);

      // The first page is abandoned, as by a reload.
      const second = openSession({ ...wasmHost(2), sweeps });
      second.send({ type: 'show-sweep' });
      const shown = await sweepUntil(second, () => true);
      expect(shown.plan).toEqual(EIGHT);
      // A member that was paused in a validation makes it again, from the checkpoint before.
      expect(shown.members.every(({ step }, i) => step > 0 && step <= paused[i]!.step)).toBe(true);
      second.send({ type: 'resume-sweep' });
      await inPhase(second, 'ended');
      expect(await memberHashes(second)).toEqual(alone);
    });
  },
);

test('members on other data, and on the same synthetic images, have the weights of their lone runs', async () => {
  const drawn = { ...config, engine: 'wasm' as const, synthetic: 60, order: 'shuffled' as const };
  for (const base of [{ ...ownConfig, engine: 'wasm' as const }, drawn]) {
    const ownData = memoryOwnDataStore();
    await ownData.put(own);
    const host = { ...wasmHost(2), ownData };
    const plan = planFrom('lr:0.002,0.004', base);
    const session = openSession(host);
    session.send({ type: 'start-sweep', plan });
    await inPhase(session, 'ended');
    const alone: string[] = [];
    for (const member of membersIn(plan)) alone.push(await loneHash(member.config, host));
    expect(await memberHashes(session)).toEqual(alone);
  }
}, 90_000);

const SMALL = planFrom('seed:1:3', config);

function openSmall(host: Parameters<typeof openSession>[0] = {}) {
  return openSession({ ...localPool(), ...host });
}

describe('requests', () => {
  test('the search for a learning rate: the loss falls before its edge', async () => {
    const session = openSmall();
    session.send({ type: 'find-learning-rate', id: 3, config });
    const { search } = await session.next('learning-rate-found');
    expect(search.ended).toBe('edge');
    expect(search.steepest).toBeGreaterThan(1e-4);
    expect(search.steepest).toBeLessThan(search.edge!);
    expect(Math.min(...search.smoothed)).toBeLessThan(2);
  });

  test('a run that starts ends the search', async () => {
    const session = openSmall();
    session.send({ type: 'find-learning-rate', id: 3, config });
    session.send({ type: 'start', config });
    expect(await session.next('refused')).toMatchObject({ id: 3, reason: 'busy' });
    await session.next('phase', ({ phase }) => phase === 'finished');
  });

  test('the vote of one member is that member; that of all is their mean', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: SMALL });
    const { members } = await inPhase(session, 'ended');
    session.send({ type: 'vote', id: 7, members: [1], drawing: null });
    const one = (await session.next('vote')).vote;
    expect([one.accuracy, one.meanAccuracy]).toEqual([
      members[1]!.test!.accuracy,
      members[1]!.test!.accuracy,
    ]);
    session.send({ type: 'vote', id: 8, members: [0, 1, 2, 2, 99], drawing: null });
    const all = (await session.next('vote')).vote;
    expect(all.members).toEqual([0, 1, 2]);
    const mean = members.reduce((sum, { test: tested }) => sum + tested!.accuracy, 0) / 3;
    expect(all.meanAccuracy).toBeCloseTo(mean, 12);
    expect(all.accuracy).toBeGreaterThan(mean - 0.01);
    const counted = [...all.confusion].reduce((sum, value) => sum + value, 0);
    expect(counted).toBe(all.predicted.length);
    session.send({ type: 'vote', id: 9, members: [], drawing: null });
    expect(await session.next('refused')).toMatchObject({ id: 9, reason: 'no-model' });
  });

  test('the vote on a drawing is the mean of what each member predicts once it is opened', async () => {
    const session = openSmall();
    session.send({ type: 'start-sweep', plan: SMALL });
    await inPhase(session, 'ended');
    const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
    const drawing = { pixels, lines: null };
    session.send({ type: 'vote', id: 1, members: [0, 2], drawing });
    const { mean, members } = (await session.next('drawing-vote')).vote;
    expect(members.map(({ member }) => member)).toEqual([0, 2]);
    for (const { member, probabilities } of members) {
      session.send({ type: 'open-member', member });
      await session.next('phase', ({ phase }) => phase === 'finished');
      session.send({ type: 'predict', id: 10 + member, pixels });
      const prediction = await session.next('prediction', ({ id }) => id === 10 + member);
      // The opened run is on the reference engine, the vote on the kernels.
      probabilities.forEach((value, label) =>
        expect(value).toBeCloseTo(prediction.probabilities![label]!, 6),
      );
    }
    expect(members[0]!.probabilities).not.toEqual(members[1]!.probabilities);
    mean.forEach((value, label) =>
      expect(value).toBeCloseTo(
        (members[0]!.probabilities[label]! + members[1]!.probabilities[label]!) / 2,
        6,
      ),
    );
    session.send({ type: 'vote', id: 2, members: [0], drawing: { pixels: pixels.subarray(1), lines: null } });
    expect(await session.next('refused')).toMatchObject({ id: 2 });
  });
});
