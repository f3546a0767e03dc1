// The list of finished runs on the page.

import { expect, test } from 'vitest';
import type { FinishedRuns } from '../contract/finished-runs.ts';
import type { WorkerCommand, WorkerEvent } from '../contract/messages.ts';
import { createApp } from './store.ts';

const LIST: FinishedRuns = { entries: [], unreadable: [{ id: 'a', name: 'A' }], problem: null };

function opened() {
  const sent: WorkerCommand[] = [];
  let say: (event: WorkerEvent) => void = () => {};
  const app = createApp('', ['en'], (onEvent) => {
    say = onEvent;
    return { send: (command) => sent.push(command), restart: () => {} };
  });
  /** The id of the newest request. */
  const lastId = () => {
    const last = sent.at(-1)!;
    return 'id' in last ? last.id : -1;
  };
  return { ...app, sent, lastId, say: (event: WorkerEvent) => say(event) };
}

test('a list is shown, requested or not', async () => {
  const { store, commands, sent, lastId, say } = opened();
  expect(store.getState().finishedRuns).toBeNull();
  say({ type: 'runs', id: null, runs: LIST, refused: [] });
  expect(store.getState().finishedRuns).toBe(LIST);
  const listing = commands.listRuns();
  expect(sent.at(-1)).toMatchObject({ type: 'list-runs' });
  const other = { ...LIST, unreadable: [] };
  say({ type: 'runs', id: lastId(), runs: other, refused: [] });
  await listing;
  expect(store.getState().finishedRuns).toBe(other);
});

test('files are imported by the worker, and the refused ones come back', async () => {
  const { commands, sent, lastId, say } = opened();
  const files = [new File(['{'], 'a.json'), new File(['{}'], 'b.json')];
  const importing = commands.importRuns(files);
  expect(sent.at(-1)).toMatchObject({ type: 'import-runs', files });
  const refused = [{ file: 'a.json', refusal: { reason: 'no-json', detail: '' } }] as const;
  say({ type: 'runs', id: lastId(), runs: LIST, refused });
  expect(await importing).toEqual({ count: 1, refused });
});

const UNSTORED: FinishedRuns = { ...LIST, problem: { reason: 'full', detail: '' } };

test('no file counts as imported where nothing was stored', async () => {
  const { commands, lastId, say } = opened();
  const files = [new File(['{'], 'a.json')];
  const unstored = commands.importRuns(files);
  say({ type: 'runs', id: lastId(), runs: UNSTORED, refused: [] });
  expect(await unstored).toEqual({ count: 0, refused: [] });
  const failed = commands.importRuns(files);
  say({ type: 'request-failed', id: lastId(), message: 'broken' });
  expect(await failed).toBeNull();
});

test('a change says whether it was stored', async () => {
  const { commands, lastId, say } = opened();
  const change = { kind: 'delete', runs: ['a'] } as const;
  const stored = commands.changeRuns(change);
  say({ type: 'runs', id: lastId(), runs: LIST, refused: [] });
  expect(await stored).toBe(true);
  const unstored = commands.changeRuns(change);
  say({ type: 'runs', id: lastId(), runs: UNSTORED, refused: [] });
  expect(await unstored).toBe(false);
  const failed = commands.changeRuns(change);
  say({ type: 'request-failed', id: lastId(), message: 'broken' });
  expect(await failed).toBe(false);
});

test('without an answer nothing was read', async () => {
  const { commands, lastId, say, store } = opened();
  const reading = commands.runFiles(['a', 'b']);
  say({ type: 'request-failed', id: lastId(), message: 'broken' });
  expect(await reading).toEqual([null, null]);
  expect(store.getState().failure).toEqual({ kind: 'request', message: 'broken' });
  const weights = commands.runWeights('a');
  say({ type: 'refused', id: lastId(), reason: 'no-model' });
  expect(await weights).toBeNull();
});
