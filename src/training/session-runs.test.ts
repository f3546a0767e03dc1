// The list of finished runs: what is stored at a run's end, changes of the list, and runs from files.

import { describe, expect, test } from 'vitest';
import type { FinishedRuns, RunFileSource } from '../contract/finished-runs.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { bytesOf } from '../contract/run-file.ts';
import { memoryFinishedRunsStore, type FinishedRunsStore } from '../storage/finished-runs-store.ts';
import { memoryOwnDataStore } from '../storage/own-data-store.ts';
import { memoryRunStore } from '../storage/run-store.ts';
import { own, ownConfig } from './own-dataset.fixture.ts';
import { config, interruptedRun, openSession, weightsIn, type OpenSession } from './session.fixture.ts';

/** With few test images. */
const SHORT = { ...ownConfig, epochs: 1 };

/** A session that has the dataset of SHORT. */
async function openWithData(host: Parameters<typeof openSession>[0] = {}): Promise<OpenSession> {
  const ownData = memoryOwnDataStore();
  await ownData.put(structuredClone(own));
  return openSession({ ownData, ...host });
}

/** Trains to the end, and returns the list that follows. */
async function trained(
  session: OpenSession,
  command: Partial<Extract<WorkerCommand, { type: 'start' }>> = {},
) {
  session.send({ type: 'start', config: SHORT, ...command });
  const { result } = await session.next('result');
  const { runs } = await session.next('runs', ({ id }) => id === null);
  return { result, runs };
}

let lastId = 100;
async function list(session: OpenSession): Promise<FinishedRuns> {
  const id = ++lastId;
  session.send({ type: 'list-runs', id });
  return (await session.next('runs', (event) => event.id === id)).runs;
}

const source = (name: string, text: string): RunFileSource => ({
  name,
  size: text.length,
  text: async () => text,
});

describe('a run that is finished', () => {
  test('is in the list with its file and its weights', async () => {
    const session = await openWithData();
    const { result, runs } = await trained(session);
    expect(runs.problem).toBeNull();
    const [entry] = runs.entries;
    expect(entry).toMatchObject({
      number: 1,
      name: null,
      pinned: false,
      imported: false,
      plan: { config: SHORT },
      dataset: { id: own.facts.id },
      test: { correct: result.correct, accuracy: result.accuracy },
    });

    session.send({ type: 'run-files', id: 1, runs: [entry!.id, 'unknown'] });
    const { files } = await session.next('run-files');
    expect(bytesOf(files[0]!.result!.predicted)).toEqual(result.predicted);
    expect(files[0]!.link).not.toBeNull();
    expect(files[1]).toBeNull();

    session.send({ type: 'export', id: 2 });
    const exported = await session.next('exported');
    session.send({ type: 'run-weights', id: 3, run: entry!.id });
    const stored = await session.next('exported', ({ id }) => id === 3);
    expect(weightsIn(stored.bytes).parameters).toEqual(weightsIn(exported.bytes).parameters);

    session.send({ type: 'run-weights', id: 4, run: 'unknown' });
    expect(await session.next('refused')).toMatchObject({ id: 4, reason: 'no-model' });
  });

  test('is not the scoring of a weight file, nor a finished run that is shown again', async () => {
    const session = await openWithData();
    const { runs } = await trained(session);
    session.send({ type: 'run-weights', id: 1, run: runs.entries[0]!.id });
    const { bytes } = await session.next('exported');
    session.send({ type: 'load', id: 2, name: 'a.safetensors', bytes, config: SHORT });
    await session.next('result');
    await session.next('phase', ({ phase }) => phase === 'finished');
    session.send({ type: 'resume-saved-run', engine: null });
    await session.next('phase', ({ phase }) => phase === 'finished');
    expect((await list(session)).entries).toEqual(runs.entries);
  });

  test('is marked when it was fine-tuned', async () => {
    const session = await openWithData();
    await trained(session);
    const { runs } = await trained(session, { fineTune: true });
    expect(runs.entries.map(({ number, plan }) => [number, plan.start.kind])).toEqual([
      [1, 'seed'],
      [2, 'fine-tune'],
    ]);
  });

  test('replaces its entry, with its name and pin, when it is resumed', async () => {
    const finishedRuns = memoryFinishedRunsStore();
    const runs = await interruptedRun(config, 30);
    const first = openSession({ runs, finishedRuns });
    first.send({ type: 'resume-saved-run', engine: null });
    const { runs: before } = await first.next('runs');
    const { id } = before.entries[0]!;
    first.send({ type: 'change-runs', id: 1, change: { kind: 'rename', run: id, name: ' Mine ' } });
    first.send({ type: 'change-runs', id: 2, change: { kind: 'pin', run: id, pinned: true } });
    await first.next('runs', (event) => event.id === 2);

    // The same run again, from the checkpoint of before its end.
    const again = openSession({ runs: await copyOf(config, id), finishedRuns });
    again.send({ type: 'resume-saved-run', engine: null });
    const { runs: after } = await again.next('runs');
    expect(after.entries).toHaveLength(1);
    expect(after.entries[0]).toMatchObject({ id, number: 1, name: 'Mine', pinned: true });
  });
});

/** The same run, interrupted, under the given id. */
async function copyOf(of: typeof config, run: string) {
  const store = await interruptedRun(of, 30);
  const { checkpoint, losses, accuracies } = (await store.load())!;
  const copy = memoryRunStore();
  await copy.save({ ...(checkpoint as Parameters<typeof copy.save>[0]), run }, losses, accuracies);
  return copy;
}

describe('the list', () => {
  test('is changed: renamed, pinned, deleted and brought back with everything', async () => {
    const session = await openWithData();
    const { runs } = await trained(session);
    const [{ id }] = runs.entries as [FinishedRuns['entries'][number]];
    const change = async (change: Extract<WorkerCommand, { type: 'change-runs' }>['change']) => {
      const request = ++lastId;
      session.send({ type: 'change-runs', id: request, change });
      return (await session.next('runs', (event) => event.id === request)).runs.entries;
    };
    expect(await change({ kind: 'rename', run: id, name: 'x'.repeat(200) })).toMatchObject([
      { name: 'x'.repeat(80) },
    ]);
    expect(await change({ kind: 'rename', run: id, name: '  ' })).toMatchObject([{ name: null }]);
    const pinned = await change({ kind: 'pin', run: id, pinned: true });
    expect(pinned).toMatchObject([{ pinned: true }]);
    expect(await change({ kind: 'rename', run: 'unknown', name: 'Other' })).toEqual(pinned);
    expect(await change({ kind: 'delete', runs: [id, 'unknown'] })).toEqual([]);
    expect(await change({ kind: 'undelete' })).toEqual(pinned);
    session.send({ type: 'run-weights', id: 1, run: id });
    expect(weightsIn((await session.next('exported')).bytes).parameters).toHaveLength(
      runs.entries[0]!.plan.parameterCount,
    );
    session.send({ type: 'run-files', id: 2, runs: [id] });
    expect((await session.next('run-files')).files[0]).not.toBeNull();
  });

  test('names entries that can’t be read, and they can be deleted', async () => {
    const store = memoryFinishedRunsStore();
    const session = await openWithData({ finishedRuns: store });
    const { runs } = await trained(session);
    const [entry] = runs.entries;
    const broken = [
      { ...entry!, id: 'a', name: 'Named', plan: null },
      { ...entry!, id: 'b', version: 2 },
      { ...entry!, id: 'c', test: { ...entry!.test!, accuracy: 2 } },
    ];
    await store.write(() => ({ remove: [], put: broken.map((entry) => ({ entry: entry as never })) }));
    const found = await list(session);
    expect(found.entries).toEqual(runs.entries);
    expect(found.unreadable).toEqual([
      { id: 'a', name: 'Named' },
      { id: 'b', name: 'b' },
      { id: 'c', name: 'c' },
    ]);
    // They neither hinder a new run nor disappear with it.
    expect((await trained(session)).runs.entries.map(({ number }) => number)).toEqual([1, 2]);
    session.send({ type: 'change-runs', id: 1, change: { kind: 'delete', runs: [entry!.id] } });
    session.send({ type: 'change-runs', id: 2, change: { kind: 'delete', runs: ['a', 'b', 'c'] } });
    expect((await session.next('runs', ({ id }) => id === 2)).runs.unreadable).toEqual([]);
    // The readable run that was deleted before them still comes back.
    session.send({ type: 'change-runs', id: 3, change: { kind: 'undelete' } });
    const { runs: back } = await session.next('runs', ({ id }) => id === 3);
    expect(back.entries).toContainEqual(entry);
  });

  test('a damaged file of a sound entry is null', async () => {
    const store = memoryFinishedRunsStore();
    const session = await openWithData({ finishedRuns: store });
    const { id } = (await trained(session)).runs.entries[0]!;
    const damaged: FinishedRunsStore = { ...store, file: async () => ({ format: 'other' }) };
    const later = openSession({ finishedRuns: damaged });
    later.send({ type: 'run-files', id: 1, runs: [id] });
    expect((await later.next('run-files')).files).toEqual([null]);
  });

  test.each([
    [new DOMException('full', 'QuotaExceededError'), 'full'],
    [new DOMException('no', 'SecurityError'), 'unavailable'],
    [new Error('broken'), 'failed'],
  ])('says that a run was not stored: %s', async (error, reason) => {
    const store = memoryFinishedRunsStore();
    let broken = true;
    const session = await openWithData({
      finishedRuns: {
        ...store,
        async write(decide) {
          if (broken) throw error;
          await store.write(decide);
        },
      },
    });
    const { runs } = await trained(session);
    expect(runs).toMatchObject({ entries: [], problem: { reason } });
    // Still when the view is opened later, until a change is stored.
    expect((await list(session)).problem).toMatchObject({ reason });
    broken = false;
    expect((await trained(session)).runs).toMatchObject({ problem: null, entries: [{ number: 1 }] });
  });

  test('is empty, and says why, where there is no storage', async () => {
    const gone = async () => Promise.reject(new DOMException('no', 'SecurityError'));
    const session = await openWithData({
      finishedRuns: { list: gone, file: gone, weights: gone, write: gone },
    });
    expect(await list(session)).toMatchObject({ entries: [], problem: { reason: 'unavailable' } });
    session.send({ type: 'run-weights', id: 1, run: 'a' });
    expect(await session.next('request-failed')).toMatchObject({ id: 1 });
  });
});

describe('run files', () => {
  async function savedRun(): Promise<string> {
    const session = await openWithData();
    const { id } = (await trained(session)).runs.entries[0]!;
    session.send({ type: 'run-files', id: 1, runs: [id] });
    return JSON.stringify((await session.next('run-files')).files[0]);
  }

  test('are added with their names; each refused one is named with its reason', async () => {
    const text = await savedRun();
    const session = await openWithData();
    const gone = {
      name: 'gone.json',
      size: 5,
      text: async () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    };
    session.send({
      type: 'import-runs',
      id: 1,
      files: [
        source('Ann.run.json', text),
        source('run (2).json', text.replace('"seed":1,', '"seed":2,')),
        source('cut.json', text.slice(0, -10)),
        source('other.json', '{}'),
        source('large.json', ' '.repeat(2 ** 20 + 1)),
        source('damaged.json', text.replace(`"lr":${SHORT.lr}`, '"lr":1000')),
        gone,
      ],
    });
    const { runs, refused } = await session.next('runs');
    expect(runs.entries.map(({ name, number, imported }) => ({ name, number, imported }))).toEqual([
      { name: 'Ann', number: 1, imported: true },
      { name: null, number: 2, imported: true },
    ]);
    expect(refused.map(({ file, refusal }) => [file, refusal.reason])).toEqual([
      ['cut.json', 'no-json'],
      ['other.json', 'no-run'],
      ['large.json', 'too-large'],
      ['damaged.json', 'damaged'],
      ['gone.json', 'unread'],
    ]);
    // The same file again is the same run.
    session.send({ type: 'import-runs', id: 2, files: [source('Again.json', text)] });
    expect((await session.next('runs')).runs.entries).toHaveLength(2);
  });

  test('are the same run again after they were saved from the list', async () => {
    const text = await savedRun();
    const session = await openWithData();
    session.send({ type: 'import-runs', id: 1, files: [source('Ann.json', text)] });
    const { runs } = await session.next('runs');
    session.send({ type: 'run-files', id: 2, runs: runs.entries.map(({ id }) => id) });
    const { files } = await session.next('run-files');
    expect(JSON.stringify(files[0])).toBe(text);
    session.send({ type: 'run-weights', id: 3, run: runs.entries[0]!.id });
    expect(await session.next('refused')).toMatchObject({ reason: 'no-model' });
  });
});
