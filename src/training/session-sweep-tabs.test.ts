// A sweep and another tab: which may train, and what is saved. The test controls the lock.

import { describe, expect, test } from 'vitest';
import type { OtherTabRun } from '../contract/messages.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { memorySweepStore, type SweepStore } from '../storage/sweep-store.ts';
import { onlyTabLock, type TabListener, type TabLock } from '../storage/tab-lock.ts';
import { config, interruptedRun, openSession } from './session.fixture.ts';
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
    const news: OtherTabRun[] = [];
    let listener: TabListener<OtherTabRun> | null = null;
    const other = { trains: false };
    const tabLock = (given: TabListener<OtherTabRun>): TabLock<OtherTabRun> => {
      listener = given;
      return {
        ...onlyTabLock<OtherTabRun>(),
        take: async () => !other.trains,
        takeOver: async () => void calls.push('take over'),
        publish: (published) => void news.push(published),
        isHeldByOtherTab: async () => other.trains,
        release: () => void calls.push('release'),
      };
    };
    return { tabLock, calls, news, other, listener: () => listener! };
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
    const written: string[] = [];
    const watched: SweepStore = {
      ...sweeps,
      async save(header) {
        await sweeps.save(header);
        written.push('header');
      },
      async saveMember(...member) {
        written.push('member');
        return sweeps.saveMember(...member);
      },
    };
    const session = openSmall({ tabLock, sweeps: watched });
    session.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(session, ({ members }) => members[0]!.epochs.length > 0);
    expect(written).toContain('member');
    written.length = 0;
    listener().onLockStolen();
    session.send({ type: 'drop-member', member: 1 });
    session.send({ type: 'save' });
    await inPhase(session, 'saved');
    expect(written).toEqual([]);
    expect((await sweeps.load())!.header).toMatchObject({ ended: [] });
  });

  test('that trains keeps the saved sweep from being deleted, and the saved run from being replaced', async () => {
    const { tabLock, other } = controlled();
    const sweeps = memorySweepStore();
    const runs = memoryRunStore();
    const first = openSmall({ sweeps });
    first.send({ type: 'start-sweep', plan: planFrom('seed:1:2', { ...config, epochs: 1, samples: 200 }) });
    await inPhase(first, 'ended');
    other.trains = true;
    const session = openSmall({ tabLock, sweeps, runs });
    session.send({ type: 'show-sweep' });
    await inPhase(session, 'ended');
    for (const command of [{ type: 'clear-sweep' }, { type: 'open-member', member: 0 }] as const) {
      session.send(command);
      expect((await session.next('sweep-refused')).refusal).toEqual({ reason: 'other-tab' });
    }
    expect((await sweeps.load())!.members.size).toBe(2);
    expect(await runs.load()).toBeNull();
  });

  test('hears of the sweep, and how many networks have ended', async () => {
    const { tabLock, listener, news } = controlled();
    const session = openSmall({ tabLock });
    session.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(session, ({ phase }) => phase === 'training');
    session.send({ type: 'drop-member', member: 1 });
    listener().onNewsRequest();
    expect(news.at(-1)).toMatchObject({ sweep: { ended: 1, count: 3 } });
    session.send({ type: 'clear-sweep' });
    await session.next('sweep', ({ state }) => state === null);
  });

  test('that trains a sweep is not taken over from', async () => {
    const { tabLock, other, listener, calls } = controlled();
    other.trains = true;
    const session = openSmall({ tabLock, runs: await interruptedRun(config, 20) });
    session.send({ type: 'configure', config });
    await session.next('other-tab');
    const run = {
      epoch: 1,
      epochs: 1,
      step: 0,
      totalSteps: 0,
      accuracy: null,
      sweep: { ended: 0, count: 3 },
    };
    listener().onNews(run);
    await session.next('other-tab', (event) => event.run?.sweep !== undefined);
    for (const command of [{ type: 'take-over' }, { type: 'resume-saved-run', engine: null }] as const) {
      session.send(command);
      await session.next('other-tab');
    }
    expect(calls).toEqual([]);
    // The watch of the other tab ends.
    other.trains = false;
    await session.next('other-tab', (event) => event.run === null);
  });
});
