// A tested member of a sweep becomes the run that every view shows. It is saved and listed, as if it had been trained alone.

import type { WorkerEvent } from '../../contract/messages.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import type { Saver } from '../checkpoint/saver.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { reopen } from '../finished-run.ts';
import type { SessionHost } from '../host.ts';
import type { CurrentRun } from '../run/job.ts';
import type { RunList } from '../run-list.ts';

export interface OpenTools {
  emit(event: WorkerEvent): void;
  loader: DatasetLoader;
  createEngine: SessionHost['createEngine'];
  saver: Saver;
  runList: RunList;
  /** Whether another run may be shown now. */
  showable(): boolean;
  /** Replaces the run that is shown. */
  show(current: CurrentRun): void;
}

/** False where another run is under way. Rejects where code or data could not be fetched. */
export async function openMember(member: ResumableRun, tools: OpenTools): Promise<boolean> {
  const { emit, loader, createEngine, saver, runList, showable, show } = tools;
  if (!showable()) return false;
  const { checkpoint, losses, accuracies } = member;
  await loader.ensure({ ...checkpoint.plan.config, order: 'shuffled' });
  const current = await reopen(member, createEngine);
  if (!showable()) {
    current.engine?.dispose();
    return false;
  }
  const { record } = current.run;
  emit({ type: 'restored', run: record.restored() });
  show(current);
  saver.begin(null);
  saver.save(checkpoint, losses, accuracies);
  await runList.add(record, loader.dataset.facts);
  return true;
}
