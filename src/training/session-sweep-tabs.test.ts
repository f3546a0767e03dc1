// A sweep and another tab: which may train, and what is saved. The test controls the lock.

import { describe, expect, test } from 'vitest';
import type { OtherTabRun } from '../contract/messages.ts';
import { memorySweepStore } from '../storage/sweep-store.ts';
import { onlyTabLock, type TabListener, type TabLock } from '../storage/tab-lock.ts';
import { config, openSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom, sweepOf, sweepUntil } from './sweep/sweep.fixture.ts';

const SMALL = planFrom('seed:1:3', config);
/** Of many epochs. */
const LONG = planFrom('seed:1:3', { ...config, epochs: 40 });

function openSmall(host: Parameters<typeof openSession>[0] = {}) {
  return openSession({ ...localPool(), ...host });
}

describe('another tab', () => {
  function controlled() {
    const calls: string[] = [];
    let listener: TabListener<OtherTabRun> | null = null;
    const other = { trains: false };
    const tabLock = (given: TabListener<OtherTabRun>): TabLock<OtherTabRun> => {
      listener = given;
      return {
        ...onlyTabLock<OtherTabRun>(),
        take: async () => !other.trains,
        isHeldByOtherTab: async () => other.trains,
        release: () => void calls.push('release'),
      };
    };
    return { tabLock, calls, other, listener: () => listener! };
  }

  test('that trains refuses the sweep', async () => {
    const { tabLock, other } = controlled();
    other.trains = true;
    const session = openSmall({ tabLock });
    session.send({ type: 'start-sweep', plan: SMALL });
    await session.next('other-tab');
    expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'other-tab' });
  });

  test('that asks for the lock gets it once all members are saved, and resumes them', async () => {
    const { tabLock, calls, listener } = controlled();
    const sweeps = memorySweepStore();
    const session = openSmall({ tabLock, sweeps });
    session.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(session, ({ members }) => members[0]!.epochs.length > 0);
    listener().onHandOverRequest();
    const { members } = await inPhase(session, 'saved');
    expect(calls).toEqual(['release']);
    expect((await sweeps.load())!.members.size).toBe(members.length);
    const second = openSmall({ sweeps });
    second.send({ type: 'resume-sweep' });
    await inPhase(second, 'ended');
    expect(sweepOf(second).members.every(({ test: tested }) => tested !== null)).toBe(true);
  });

  test('that steals the lock owns the saved sweep: nothing more is stored', async () => {
    const { tabLock, listener } = controlled();
    const sweeps = memorySweepStore();
    const session = openSmall({ tabLock, sweeps });
    session.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(session, ({ members }) => members[0]!.epochs.length > 0);
    listener().onLockStolen();
    await sweeps.clear();
    await inPhase(session, 'saved');
    expect(await sweeps.load()).toBeNull();
  });
});
