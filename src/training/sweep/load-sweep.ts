// Reads the sweep in storage.

import { messageOf } from '../../base/errors.ts';
import { readSweepHeader, type SavedSweep } from '../../contract/saved-sweep.ts';
import type { SweepRefusal } from '../../contract/sweep-state.ts';
import { formatLink } from '../../contract/url.ts';
import type { StoredSweep, SweepStore } from '../../storage/sweep-store.ts';
import { isResumable, openStoredRun, type ResumableRun } from '../checkpoint/checkpoint.ts';
import { isStorageMissing } from '../checkpoint/storage-errors.ts';

interface LoadedSweep {
  saved: SavedSweep;
  /** Checkpoints of members by their index. */
  runs: ReadonlyMap<number, ResumableRun>;
}

/** A member whose checkpoint is damaged is left out: it begins anew. */
export async function loadSweep(
  store: Pick<SweepStore, 'load'>,
): Promise<LoadedSweep | { refusal: SweepRefusal }> {
  const stored = await read(store);
  if (!stored) return { refusal: { reason: 'nothing-saved' } };
  if ('refusal' in stored) return stored;
  const saved = readSweepHeader(stored.header);
  if ('damaged' in saved) return { refusal: { reason: 'damaged', detail: saved.damaged } };
  const runs = new Map<number, ResumableRun>();
  for (const { index, config } of saved.members) {
    const run = stored.members.get(index);
    const opened = run ? await openStoredRun(run) : null;
    const fits = isResumable(opened) && formatLink(opened.checkpoint.plan.config) === formatLink(config);
    if (fits) runs.set(index, opened);
  }
  return { saved, runs };
}

async function read(
  store: Pick<SweepStore, 'load'>,
): Promise<StoredSweep | { refusal: SweepRefusal } | null> {
  try {
    return await store.load();
  } catch (error) {
    if (isStorageMissing(error)) return null;
    return { refusal: { reason: 'unreadable', detail: messageOf(error) } };
  }
}
