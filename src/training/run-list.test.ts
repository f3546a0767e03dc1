// What an undeletion brings back after several deletions.

import { expect, test } from 'vitest';
import { runEntry, runFile } from '../compare/runs.fixture.ts';
import type { FinishedRuns, RunListChange } from '../contract/finished-runs.ts';
import type { WorkerEvent } from '../contract/messages.ts';
import { memoryFinishedRunsStore } from '../storage/finished-runs-store.ts';
import { RunList } from './run-list.ts';

/** A list of Run 1 and Run 2; Run 2 has no file. */
async function listOfTwo() {
  const store = memoryFinishedRunsStore();
  await store.write(() => ({
    remove: [],
    put: [{ entry: runEntry(1), file: runFile() }, { entry: runEntry(2) }],
  }));
  const storage = { broken: false };
  const events: WorkerEvent[] = [];
  const list = new RunList(
    {
      ...store,
      async write(decide) {
        if (storage.broken) throw new Error('broken');
        await store.write(decide);
      },
    },
    (event) => events.push(event),
  );
  const change = async (of: RunListChange): Promise<FinishedRuns> => {
    await list.answer({ type: 'change-runs', id: 1, change: of });
    const event = events.at(-1)!;
    if (event.type !== 'runs') throw new Error(`the answer is ${event.type}`);
    return event.runs;
  };
  return { storage, change };
}

const idsOf = ({ entries }: FinishedRuns) => entries.map(({ id }) => id).sort();

test('is what was deleted last', async () => {
  const { change } = await listOfTwo();
  await change({ kind: 'delete', runs: ['run-1'] });
  await change({ kind: 'delete', runs: ['run-2'] });
  expect(idsOf(await change({ kind: 'undelete' }))).toEqual(['run-2']);
});

test('is what was deleted before, where a deletion was not stored', async () => {
  const { storage, change } = await listOfTwo();
  await change({ kind: 'delete', runs: ['run-1'] });
  storage.broken = true;
  const unstored = await change({ kind: 'delete', runs: ['run-2'] });
  expect(idsOf(unstored)).toEqual(['run-2']);
  expect(unstored.problem).toMatchObject({ reason: 'failed' });
  storage.broken = false;
  expect(idsOf(await change({ kind: 'undelete' }))).toEqual(['run-1', 'run-2']);
});
