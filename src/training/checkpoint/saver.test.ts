import { expect, test } from 'vitest';
import type { SavedRunReport } from '../../contract/checkpoint.ts';
import { PRESETS } from '../../contract/config.ts';
import type { SavingStatus } from '../../contract/messages.ts';
import { memoryRunStore, type RunStore } from '../../storage/run-store.ts';
import { FIRST_CURSOR, planOf, RunRecord } from '../run/run-record.ts';
import { SavedRunAccess } from './saved-run.ts';
import { Saver } from './saver.ts';

const EMPTY = new Float32Array(0);
const STATE = { step: 0, parameters: EMPTY, moment1: EMPTY, moment2: EMPTY };

function setUp(changed: Partial<RunStore> = {}) {
  let time = 0;
  const statuses: SavingStatus[] = [];
  const reports: SavedRunReport[] = [];
  const runs = { ...memoryRunStore(), ...changed };
  const saver = new Saver(
    runs,
    new SavedRunAccess(runs, (report) => reports.push(report)),
    (status) => statuses.push(status),
    () => time,
  );
  const plan = planOf(
    PRESETS.article,
    { name: 'reference', device: { kind: 'cpu', threads: 1 } },
    { kind: 'seed' },
  );
  const record = new RunRecord(plan, null);
  const save = () => saver.save(record.checkpoint(STATE, FIRST_CURSOR), EMPTY, EMPTY);
  return { saver, runs, statuses, reports, save, advance: (milliseconds: number) => (time += milliseconds) };
}

test('a new run is due at once, and again ten seconds after each save or when the page requests it', () => {
  const { saver, save, advance } = setUp();
  saver.begin(null);
  expect(saver.due).toBe(true);
  save();
  expect(saver.due).toBe(false);
  advance(9999);
  expect(saver.due).toBe(false);
  advance(1);
  expect(saver.due).toBe(true);
  save();
  saver.request();
  expect(saver.due).toBe(true);
  save();
  expect(saver.due).toBe(false);
});

test('a resumed run is due after ten seconds', () => {
  const { saver, save, advance } = setUp();
  saver.begin(null);
  save();
  saver.begin(saver.newest);
  expect(saver.due).toBe(false);
  advance(10_000);
  expect(saver.due).toBe(true);
});

test('a revoked saver stores nothing more', async () => {
  const { saver, save, runs, statuses } = setUp();
  saver.begin(null);
  save();
  saver.revoke();
  await saver.flush();
  expect(await runs.load()).toBeNull();
  expect(statuses).toEqual([]);
});

test('clearing deletes its own run and leaves another one', async () => {
  const { saver, save, runs } = setUp();
  saver.begin(null);
  save();
  await saver.flush();
  await saver.clear();
  expect(await runs.load()).toBeNull();
  save();
  await saver.flush();
  saver.begin(null);
  await saver.clear();
  expect(await runs.load()).not.toBeNull();
});

test('a delete that fails is reported', async () => {
  const clear = () => Promise.reject(new Error('disk error'));
  const { saver, save, reports } = setUp({ clear });
  saver.begin(null);
  save();
  await saver.flush();
  await saver.clear();
  expect(reports).toEqual([{ state: 'not-deleted', detail: 'disk error' }]);
});
