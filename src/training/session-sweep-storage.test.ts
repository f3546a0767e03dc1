// Sweeps and storage: what is said where storage fails, and what of a sweep is found again.

import { describe, expect, test } from 'vitest';
import { memoryRunStore } from '../storage/run-store.ts';
import { memorySweepStore, type SweepStore } from '../storage/sweep-store.ts';
import { config, interruptedRun, openSession, turns, type OpenSession } from './session.fixture.ts';
import { inPhase, localPool, planFrom, statesOf, sweepOf, sweepUntil } from './sweep/sweep.fixture.ts';

const quick = { ...config, epochs: 1, samples: 200 };
const SMALL = planFrom('seed:1:3', quick);
/** Of many epochs. */
const LONG = planFrom('seed:1:3', { ...config, epochs: 40 });

function openSmall(host: Parameters<typeof openSession>[0] = {}) {
  return openSession({ ...localPool(), ...host });
}

async function ended(sweeps: SweepStore): Promise<OpenSession> {
  const session = openSmall({ sweeps });
  session.send({ type: 'start-sweep', plan: SMALL });
  await inPhase(session, 'ended');
  return session;
}

const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
const broken = () => Promise.reject(new DOMException('no access', 'UnknownError'));
const FULL = { reason: 'full', detail: 'no room' };

describe('a header that can’t be stored', () => {
  test('is said to the end, although the store of members works', async () => {
    const sweeps = memorySweepStore();
    await ended(sweeps);
    const before = await sweeps.load();
    const session = openSmall({ sweeps: { ...sweeps, save: full } });
    session.send({ type: 'start-sweep', plan: planFrom('seed:7:8', quick) });
    const { notSaved } = await inPhase(session, 'ended');
    expect(notSaved).toEqual(FULL);
    expect(await sweeps.load()).toEqual(before);
  });

  test('is stored with the next member, and the members before it too', async () => {
    const sweeps = memorySweepStore();
    let saves = 0;
    const once: SweepStore = { ...sweeps, save: (header) => (saves++ === 0 ? full() : sweeps.save(header)) };
    const session = openSmall({ sweeps: once });
    session.send({ type: 'start-sweep', plan: SMALL });
    expect((await sweepUntil(session, ({ phase }) => phase === 'training')).notSaved).toEqual(FULL);
    const { notSaved, members } = await inPhase(session, 'ended');
    expect(notSaved).toBeNull();
    const reloaded = openSmall({ sweeps });
    reloaded.send({ type: 'show-sweep' });
    expect((await sweepUntil(reloaded, () => true)).members.map(({ test: tested }) => tested)).toEqual(
      members.map(({ test: tested }) => tested),
    );
  });
});

test('a member that can’t be stored is not forgotten when another one is', async () => {
  const sweeps = memorySweepStore();
  const second: SweepStore = {
    ...sweeps,
    saveMember: (id, member, ...rest) => (member === 1 ? full() : sweeps.saveMember(id, member, ...rest)),
  };
  const session = openSmall({ sweeps: second });
  session.send({ type: 'start-sweep', plan: SMALL });
  expect((await inPhase(session, 'ended')).notSaved).toEqual(FULL);
});

test('a sweep whose site data is cleared is stored again, with the members that were tested before', async () => {
  const sweeps = memorySweepStore();
  const session = openSmall({ sweeps });
  session.send({ type: 'start-sweep', plan: planFrom('epochs:1,40', { ...config, samples: 200 }) });
  await sweepUntil(session, ({ members }) => members[0]!.status.state === 'done');
  await sweeps.clear();
  await inPhase(session, 'ended');
  const reloaded = openSmall({ sweeps });
  reloaded.send({ type: 'show-sweep' });
  expect(statesOf((await sweepUntil(reloaded, () => true)).members)).toEqual(['done', 'done']);
});

describe('a sweep that only memory has', () => {
  test('is resumed from there', async () => {
    const session = openSmall({ sweeps: { ...memorySweepStore(), save: full, saveMember: full } });
    session.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(session, ({ members }) => members.every(({ epochs }) => epochs.length > 0));
    session.send({ type: 'drop-member', member: 2 });
    session.send({ type: 'save' });
    session.send({ type: 'stop-sweep' });
    const { members, id } = await inPhase(session, 'ended');
    const before = session.events.length;
    session.send({ type: 'resume-sweep' });
    const isAgain = () => session.events.slice(before).some(({ type }) => type === 'sweep');
    await session.until(isAgain);
    expect(sweepOf(session)).toMatchObject({ id, phase: 'preparing' });
    expect(statesOf(sweepOf(session).members)).toEqual(['done', 'done', 'dropped']);
    const tests = members.map(({ test: tested }) => tested);
    expect(sweepOf(session).members.map(({ test: tested }) => tested)).toEqual(tests);
    await inPhase(session, 'ended');
  });
});

describe('reading and deleting', () => {
  test('storage that fails once is not a damaged sweep', async () => {
    const sweeps = memorySweepStore();
    await ended(sweeps);
    let fails = true;
    const session = openSmall({ sweeps: { ...sweeps, load: () => (fails ? broken() : sweeps.load()) } });
    session.send({ type: 'show-sweep' });
    expect((await session.next('sweep-refused')).refusal).toEqual({
      reason: 'unreadable',
      detail: 'no access',
    });
    fails = false;
    session.send({ type: 'show-sweep' });
    expect((await sweepUntil(session, () => true)).phase).toBe('ended');
  });

  test('what is refused is the last word about it', async () => {
    const damaged = { ...memorySweepStore(), load: async () => ({ header: {}, members: new Map() }) };
    const session = openSmall({ sweeps: damaged });
    session.send({ type: 'show-sweep' });
    await session.next('sweep-refused');
    expect(session.events.at(-1)).toMatchObject({ type: 'sweep-refused', refusal: { reason: 'damaged' } });
  });

  test('a sweep that can’t be deleted stays, and can be opened', async () => {
    const session = await ended({ ...memorySweepStore(), clear: broken });
    const states = session.events.filter(({ type }) => type === 'sweep').length;
    session.send({ type: 'clear-sweep' });
    expect((await session.next('sweep-refused')).refusal).toMatchObject({ reason: 'not-deleted' });
    expect(session.events.filter(({ type }) => type === 'sweep')).toHaveLength(states);
    session.send({ type: 'open-member', member: 0 });
    await session.next('restored');
  });

  test('a sweep that starts while another one is deleted is shown, and stored', async () => {
    const sweeps = memorySweepStore();
    let release = () => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const session = await ended({ ...sweeps, clear: () => slow.then(sweeps.clear) });
    session.send({ type: 'clear-sweep' });
    session.send({ type: 'start-sweep', plan: planFrom('seed:5:6', quick) });
    await turns();
    release();
    await session.next('sweep', ({ state }) => state?.members.length === 2);
    await inPhase(session, 'ended');
    const states = session.events.flatMap((event) => (event.type === 'sweep' ? [event.state] : []));
    const deleted = states.indexOf(null);
    expect(deleted).toBeGreaterThan(0);
    expect(states.slice(0, deleted).map((state) => state!.members.length)).not.toContain(2);
    expect((await sweeps.load())!.members.size).toBe(2);
  });
});

describe('another worker', () => {
  test('opens a member, and lets members vote, of a sweep that it has not shown', async () => {
    const sweeps = memorySweepStore();
    await ended(sweeps);
    const opening = openSmall({ sweeps });
    opening.send({ type: 'open-member', member: 1 });
    expect((await opening.next('restored')).run.plan.config.seed).toBe(2);
    const voting = openSmall({ sweeps });
    voting.send({ type: 'vote', id: 3, members: [0, 2], drawing: null });
    expect((await voting.next('vote')).vote.members).toEqual([0, 2]);
  });

  test('shows the finished run again before it resumes a sweep', async () => {
    const runs = memoryRunStore();
    const sweeps = memorySweepStore();
    const first = openSmall({ runs, sweeps });
    first.send({ type: 'start', config: quick });
    await first.next('phase', ({ phase }) => phase === 'finished');
    first.send({ type: 'start-sweep', plan: LONG });
    await sweepUntil(first, ({ members }) => members.every(({ epochs }) => epochs.length > 0));
    let release = () => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const second = openSmall({ runs: { ...runs, load: () => slow.then(runs.load) }, sweeps });
    second.send({ type: 'configure', config: quick });
    second.send({ type: 'resume-sweep' });
    await turns();
    release();
    await sweepUntil(second, ({ phase }) => phase === 'training');
    second.send({ type: 'export', id: 1 });
    expect((await second.next('exported')).bytes.length).toBeGreaterThan(0);
    for (const session of [first, second]) session.send({ type: 'clear-sweep' });
    await Promise.all([first, second].map((session) => session.next('sweep', ({ state }) => state === null)));
  });
});

test('the saved run is deleted while a sweep trains', async () => {
  const runs = await interruptedRun(config, 20);
  let onDeleted = () => {};
  const deleted = new Promise<void>((resolve) => (onDeleted = resolve));
  const session = openSmall({ runs: { ...runs, clear: (run) => runs.clear(run).then(onDeleted) } });
  session.send({ type: 'start-sweep', plan: LONG });
  await sweepUntil(session, ({ phase }) => phase === 'training');
  session.send({ type: 'delete-saved-run' });
  await deleted;
  expect(await runs.load()).toBeNull();
  session.send({ type: 'clear-sweep' });
  await session.next('sweep', ({ state }) => state === null);
});
