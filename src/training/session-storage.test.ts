// What a session does where storage fails, or holds something that it can't use.

import { expect, test } from 'vitest';
import { memoryRunStore } from '../storage/run-store.ts';
import { config, interruptedRun, openSession } from './session.fixture.ts';

test.each([
  ['full', new DOMException('no room', 'QuotaExceededError')],
  ['unavailable', new DOMException('denied', 'SecurityError')],
  ['failed', new DOMException('disk error', 'UnknownError')],
] as const)('storage that is %s is reported, and the run continues', async (reason, fault) => {
  const save = () => Promise.reject(fault);
  const session = openSession({ runs: { ...memoryRunStore(), save } });
  session.send({ type: 'start', config: { ...config, epochs: 1 } });
  await session.next('phase', ({ phase }) => phase === 'finished');
  const statuses = session.events.flatMap((event) => (event.type === 'saving' ? [event.status] : []));
  expect(statuses.at(-1)).toMatchObject({ state: 'not-saved', reason, detail: fault.message });
});

test('a saved run is checked against its digest and its version', async () => {
  const report = async (
    change: (checkpoint: { version: number; state: { parameters: Float32Array } }) => void,
  ) => {
    const runs = await interruptedRun(config, 3);
    const saved = (await runs.load())!;
    change(saved.checkpoint as never);
    const session = openSession({ runs: { ...runs, load: async () => saved } });
    session.send({ type: 'configure', config });
    return (await session.next('saved-run')).report;
  };
  expect(await report(({ state }) => (state.parameters[7]! += 1e-3))).toMatchObject({ problem: 'damaged' });
  expect(await report((checkpoint) => (checkpoint.version = 99))).toMatchObject({ problem: 'newer-version' });
});

test('a start that ends before its first save leaves the saved run; deleting it does not', async () => {
  const runs = await interruptedRun(config, 3);
  const before = await runs.load();
  const session = openSession({ runs, loadDataset: () => new Promise(() => {}) });
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'preparing');
  session.send({ type: 'stop' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(before);
  session.send({ type: 'reset' });
  await session.next('phase', ({ phase }) => phase === 'idle');
  expect(await runs.load()).toEqual(before);
  session.send({ type: 'delete-saved-run' });
  await expect.poll(() => runs.load()).toBeNull();
});

test('storage that can’t be read is reported as such, and not as empty', async () => {
  const runs = { ...memoryRunStore(), load: () => Promise.reject(new Error('disk error')) };
  const session = openSession({ runs });
  const unreadable = { state: 'refused', problem: 'unreadable', detail: 'disk error' };
  session.send({ type: 'configure', config });
  expect((await session.next('saved-run')).report).toEqual(unreadable);
  session.send({ type: 'resume-saved-run', engine: null });
  expect((await session.next('saved-run')).report).toEqual(unreadable);
  await session.next('phase', ({ phase }) => phase === 'idle');
});

test.each([
  new ReferenceError('indexedDB is not defined'),
  new DOMException('denied', 'SecurityError'),
  new DOMException('not in this window', 'InvalidStateError'),
])('without storage there is no saved run: %s', async (reason) => {
  const session = openSession({ runs: { ...memoryRunStore(), load: () => Promise.reject(reason) } });
  session.send({ type: 'configure', config });
  expect((await session.next('saved-run')).report).toEqual({ state: 'none' });
});

test('a saved run that can’t be deleted is reported', async () => {
  const runs = { ...memoryRunStore(), clear: () => Promise.reject(new Error('disk error')) };
  const session = openSession({ runs });
  const notDeleted = { state: 'not-deleted', detail: 'disk error' };
  session.send({ type: 'delete-saved-run' });
  expect((await session.next('saved-run')).report).toEqual(notDeleted);
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  session.send({ type: 'reset' });
  expect((await session.next('saved-run')).report).toEqual(notDeleted);
});
