// A finished run from storage, shown again at once: its model is on the reference engine, which needs no trial, and answers
// predictions and inspections. Another run, or a resumed one, replaces it.

import type { RunConfig } from '../contract/config.ts';
import { formatLink } from '../contract/url.ts';
import { isResumable, type OpenedRun, type ResumableRun } from './checkpoint/checkpoint.ts';
import { engineSpec } from './engine-spec.ts';
import type { SessionHost } from './host.ts';
import { Snapshots } from './inspect/snapshots.ts';
import type { CurrentRun } from './run/job.ts';
import { RunRecord } from './run/run-record.ts';

/** Whether `opened` is finished and is a run of the page's configuration: a link to another run shows no other result. */
export function isFinishedRunOf(config: RunConfig, opened: OpenedRun | null): opened is ResumableRun {
  if (!isResumable(opened)) return false;
  const { best, plan } = opened.checkpoint;
  return Boolean(best?.test) && formatLink(plan.config) === formatLink(config);
}

/** The current run that a finished one was when its page was left. Rejects with CodeLoadError. */
export async function reopenFinishedRun(
  finished: ResumableRun,
  createEngine: SessionHost['createEngine'],
): Promise<CurrentRun> {
  const { plan } = finished.checkpoint;
  const record = new RunRecord(plan, finished);
  const { state, metrics } = record.best!;
  const engine = await createEngine('reference', engineSpec(plan.config));
  await engine.write(state);
  const snapshots = new Snapshots(plan.config);
  if (metrics) snapshots.add(state, { epochEnd: true });
  // Nothing trains, so no chunk can be shortened for an answer.
  const run = { plan, step: state.step, record, singleStep: null, answerSoon: () => {} };
  return { run, engine, snapshots };
}
