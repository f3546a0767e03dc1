// The list of finished runs: which stay, their names and pins, runs from files, and answers to the page.

import { messageOf } from '../base/errors.ts';
import type { DatasetFacts } from '../contract/dataset.ts';
import { readRunEntry, type FinishedRuns, type RunListProblem } from '../contract/finished-runs.ts';
import type { WorkerCommand } from '../contract/messages.ts';
import { readRunFile, runFileOf, type RunFile } from '../contract/run-file.ts';
import type { DecideWrite, FinishedRunsStore, RunToStore } from '../storage/finished-runs-store.ts';
import { isStorageFull, isStorageMissing } from './checkpoint/storage-errors.ts';
import type { SessionHost } from './host.ts';
import { AllPinnedError, changed, withImported, withOwn } from './run-list-changes.ts';
import { readSources } from './run-list-import.ts';
import type { RunRecord } from './run/run-record.ts';
import { weightFile } from './weight-file.ts';

export type RunListRequest = Extract<
  WorkerCommand,
  { type: 'list-runs' | 'change-runs' | 'import-runs' | 'run-files' | 'run-weights' }
>;

export class RunList {
  readonly #store: FinishedRunsStore;
  readonly #emit: SessionHost['emit'];
  /** Of the newest change; a later one that succeeds removes it. */
  #problem: RunListProblem | null = null;
  /** What an undeletion brings back. */
  #deleted: RunToStore[] = [];

  constructor(store: FinishedRunsStore, emit: SessionHost['emit']) {
    this.#store = store;
    this.#emit = emit;
  }

  /** Stores a run that has been tested; it replaces the entry that it had. Never rejects: see `problem`. */
  async add(record: RunRecord, dataset: DatasetFacts): Promise<void> {
    const { best, plan } = record;
    // The scores of a weight file are no run.
    if (!best?.test || plan.start.kind === 'file') return;
    const savedAt = Date.now();
    const restored = record.restored();
    await this.#write((stored) => {
      const file = runFileOf(restored, dataset, savedAt);
      const { bytes } = weightFile(best, restored, dataset);
      return withOwn(stored, record.id, file, bytes);
    });
    this.#emit({ type: 'runs', id: null, runs: await this.#read(), refused: [] });
  }

  async answer(request: RunListRequest): Promise<void> {
    try {
      await this.#answer(request);
    } catch (error) {
      this.#emit({ type: 'request-failed', id: request.id, message: messageOf(error) });
    }
  }

  async #answer(request: RunListRequest): Promise<void> {
    const { id } = request;
    switch (request.type) {
      case 'list-runs':
        return this.#emit({ type: 'runs', id, runs: await this.#read(), refused: [] });
      case 'change-runs': {
        const { change } = request;
        const content = change.kind === 'delete' ? await this.#contentOf(change.runs) : [];
        await this.#write((stored) => changed(stored, change, this.#deleted));
        // Unreadable runs can't be brought back: those that were deleted before them still can.
        if (content.length > 0 && !this.#problem) this.#deleted = content;
        return this.#emit({ type: 'runs', id, runs: await this.#read(), refused: [] });
      }
      case 'import-runs': {
        const { files, refused } = await readSources(request.files);
        if (files.length > 0) await this.#write((stored) => withImported(stored, files, refused));
        return this.#emit({ type: 'runs', id, runs: await this.#read(), refused });
      }
      case 'run-files': {
        const found = await Promise.all(request.runs.map((run) => this.#file(run)));
        return this.#emit({ type: 'run-files', id, files: found });
      }
      case 'run-weights': {
        const bytes = await this.#store.weights(request.run);
        if (!(bytes instanceof Uint8Array)) return this.#emit({ type: 'refused', id, reason: 'no-model' });
        const copy = new Uint8Array(bytes);
        return this.#emit({ type: 'exported', id, name: 'run.safetensors', bytes: copy }, [copy.buffer]);
      }
      default:
        return request satisfies never;
    }
  }

  /** Null for a file that is not there or damaged. */
  async #file(run: string): Promise<RunFile | null> {
    const read = readRunFile(await this.#store.file(run));
    return 'run' in read ? read.run : null;
  }

  /** What deleting these runs would remove; entries that can't be read don't come back. */
  async #contentOf(runs: readonly string[]): Promise<RunToStore[]> {
    const listed = await this.#store.list();
    const found = await Promise.all(
      runs.map(async (run) => {
        const entry = readRunEntry(listed.find(({ id }) => id === run)?.entry);
        const file = await this.#file(run);
        const weights = await this.#store.weights(run);
        if (!entry) return [];
        const copy = weights instanceof Uint8Array ? new Uint8Array(weights) : undefined;
        return [{ entry, weights: copy, ...(file && { file }) }];
      }),
    );
    return found.flat();
  }

  /** What goes wrong is in the list's `problem`. */
  async #write(decide: DecideWrite): Promise<void> {
    try {
      await this.#store.write(decide);
      this.#problem = null;
    } catch (error) {
      this.#problem = problemOf(error);
    }
  }

  async #read(): Promise<FinishedRuns> {
    try {
      const stored = await this.#store.list();
      const read = stored.map(({ id, entry }) => ({ id, stored: entry, entry: readRunEntry(entry) }));
      return {
        entries: read.flatMap(({ entry }) => entry ?? []),
        unreadable: read.flatMap(({ id, stored, entry }) =>
          entry ? [] : [{ id, name: nameIn(stored) ?? id }],
        ),
        problem: this.#problem,
      };
    } catch (error) {
      return { entries: [], unreadable: [], problem: this.#problem ?? problemOf(error) };
    }
  }
}

/** The name in an entry that can't be read as a whole. */
function nameIn(entry: unknown): string | null {
  const name = (entry as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' && name !== '' ? name : null;
}

function problemOf(error: unknown): RunListProblem {
  const detail = messageOf(error);
  if (error instanceof AllPinnedError) return { reason: 'all-pinned', detail };
  if (isStorageFull(error)) return { reason: 'full', detail };
  return { reason: isStorageMissing(error) ? 'unavailable' : 'failed', detail };
}
