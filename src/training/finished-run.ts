// A finished run from storage, shown again at once: its model is on the reference engine, which needs no trial, and answers
// predictions and inspections. Another run, or a resumed one, replaces it.

import { CodeLoadError } from '../base/load-code.ts';
import type { RunConfig } from '../contract/config.ts';
import { formatLink } from '../contract/url.ts';
import { isResumable, type OpenedRun, type ResumableRun } from './checkpoint/checkpoint.ts';
import { engineSpec } from './engine-spec.ts';
import type { SessionHost } from './host.ts';
import { Snapshots } from './inspect/snapshots.ts';
import type { CurrentRun } from './run/job.ts';
import { RunRecord } from './run/run-record.ts';

/** Whether `opened` is finished and is a run of the page's configuration: a link to another run shows no other result. */
function isFinishedRunOf(config: RunConfig, opened: OpenedRun | null): opened is ResumableRun {
  if (!isResumable(opened)) return false;
  const { best, plan } = opened.checkpoint;
  return Boolean(best?.test) && formatLink(plan.config) === formatLink(config);
}

export interface FinishedRun {
  saved: ResumableRun;
  current: CurrentRun;
}

/**
 * The saved run as it was when its page was left. Null unless it is a finished run of `config`, and where the code for its
 * model can't be fetched.
 */
export async function reopenFinishedRun(
  config: RunConfig,
  saved: OpenedRun | null,
  createEngine: SessionHost['createEngine'],
): Promise<FinishedRun | null> {
  if (!isFinishedRunOf(config, saved)) return null;
  try {
    return { saved, current: await reopen(saved, createEngine) };
  } catch (error) {
    if (!(error instanceof CodeLoadError)) throw error;
    return null;
  }
}

/** Its best model on the reference engine. Rejects with CodeLoadError. */
export async function reopen(
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
