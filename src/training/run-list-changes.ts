// What a change of the list of finished runs writes, given what is stored. Pure.

import {
  entryOf,
  readRunEntry,
  type RefusedRunFile,
  type RunEntry,
  type RunListChange,
} from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';
import { IMPORTED_RUNS, OWN_RUNS, RUN_NAME_LENGTH } from '../contract/run-limits.ts';
import type { RunListWrite, RunToStore, StoredEntry } from '../storage/finished-runs-store.ts';

/** All runs that could give way to a new one are pinned. */
export class AllPinnedError extends Error {
  override readonly name = 'AllPinnedError';
}

/** A run that was read from a file. */
export interface ImportedRun {
  id: string;
  /** The file's name without its ending; null where it says nothing. */
  name: string | null;
  file: string;
  run: RunFile;
}

const entriesOf = (stored: readonly StoredEntry[], imported: boolean): RunEntry[] =>
  stored.flatMap(({ entry }) => readRunEntry(entry) ?? []).filter((entry) => entry.imported === imported);

const highest = (entries: readonly RunEntry[]) =>
  entries.reduce((most, { number }) => Math.max(most, number), 0);

/** The oldest runs without a pin, so that at most `limit` of all stay. */
function pushedOut(entries: readonly RunEntry[], limit: number): string[] {
  const excess = Math.max(0, entries.length - limit);
  return entries
    .filter(({ pinned }) => !pinned)
    .sort((a, b) => a.savedAt - b.savedAt || a.number - b.number)
    .slice(0, excess)
    .map(({ id }) => id);
}

/** Adds a run of this machine, or replaces it. Throws AllPinnedError where no other run can give way. */
export function withOwn(
  stored: readonly StoredEntry[],
  id: string,
  file: RunFile,
  weights: Uint8Array<ArrayBuffer>,
): RunListWrite {
  const entries = entriesOf(stored, false);
  const before = entries.find((entry) => entry.id === id);
  const others = entries.filter((entry) => entry.id !== id);
  if (!before && others.filter(({ pinned }) => pinned).length >= OWN_RUNS) {
    throw new AllPinnedError(`all ${OWN_RUNS} runs are pinned`);
  }
  const entry = entryOf(file, {
    id,
    number: before?.number ?? highest(entries) + 1,
    name: before?.name ?? null,
    pinned: before?.pinned ?? false,
    imported: false,
  });
  return { remove: pushedOut(others, OWN_RUNS - 1), put: [{ entry, file, weights }] };
}

/** Adds runs from files; those without room are added to `refused`. */
export function withImported(
  stored: readonly StoredEntry[],
  files: readonly ImportedRun[],
  refused: RefusedRunFile[],
): RunListWrite {
  const entries = entriesOf(stored, true);
  const read = new Map<string, ImportedRun>();
  for (const file of files) {
    const same = read.get(file.id);
    if (same) refused.push({ file: file.file, refusal: { reason: 'repeated', detail: same.file } });
    else read.set(file.id, file);
  }
  const others = entries.filter(({ id }) => !read.has(id));
  const room = Math.max(0, IMPORTED_RUNS - others.filter(({ pinned }) => pinned).length);
  const taken = [...read.values()].slice(0, room);
  for (const { file } of [...read.values()].slice(room)) {
    refused.push({ file, refusal: { reason: 'too-many', detail: `at most ${IMPORTED_RUNS}` } });
  }
  let number = highest(entries);
  const put = taken.map(({ id, name, run }): RunToStore => {
    const before = entries.find((entry) => entry.id === id);
    const named = {
      id,
      number: before?.number ?? ++number,
      name: before?.name ?? name?.slice(0, RUN_NAME_LENGTH) ?? null,
      pinned: before?.pinned ?? false,
      imported: true,
    };
    return { entry: entryOf(run, named), file: run };
  });
  return { remove: pushedOut(others, IMPORTED_RUNS - put.length), put };
}

const withNumber = (run: RunToStore, number: number): RunToStore => ({
  ...run,
  entry: { ...run.entry, number },
});

/** Deleted runs to store again; those whose number another run got meanwhile get the next free ones. */
function renumbered(stored: readonly StoredEntry[], deleted: readonly RunToStore[]): RunToStore[] {
  return [false, true].flatMap((imported) => {
    const back = deleted.filter(({ entry }) => entry.imported === imported);
    const ids = new Set(back.map(({ entry }) => entry.id));
    const others = entriesOf(stored, imported).filter(({ id }) => !ids.has(id));
    const numbers = new Set(others.map(({ number }) => number));
    let last = highest([...others, ...back.map(({ entry }) => entry)]);
    return back.map((run) => {
      const { number } = run.entry;
      return numbers.has(number) ? withNumber(run, ++last) : run;
    });
  });
}

/** `deleted`: what was deleted last. */
export function changed(
  stored: readonly StoredEntry[],
  change: RunListChange,
  deleted: readonly RunToStore[],
): RunListWrite {
  const replace = (run: string, values: Partial<Pick<RunEntry, 'name' | 'pinned'>>): RunListWrite => {
    const entry = readRunEntry(stored.find(({ id }) => id === run)?.entry);
    return { remove: [], put: entry ? [{ entry: { ...entry, ...values } }] : [] };
  };
  switch (change.kind) {
    case 'rename':
      return replace(change.run, { name: change.name.trim().slice(0, RUN_NAME_LENGTH) || null });
    case 'pin':
      return replace(change.run, { pinned: change.pinned });
    case 'delete':
      return { remove: change.runs, put: [] };
    case 'undelete':
      return { remove: [], put: renumbered(stored, deleted) };
    default:
      return change satisfies never;
  }
}
