// The facts of a run that its script and its notebook start with.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ExportedImages, ExportedRun } from '../exported-run.ts';
import type { PythonValue } from './literal.ts';
import { textsEn, type Texts } from './texts.en.ts';
import { textsZh } from './texts.zh.ts';

export type NotRepeatable = keyof Texts['notRepeatable'];

export function textsOf({ language }: Pick<ExportedRun, 'language'>): Texts {
  switch (language) {
    case 'en':
      return textsEn;
    case 'zh':
      return textsZh;
    default:
      return language satisfies never;
  }
}

/** Why no program can repeat the run; null where one can. Unlike a link, it also repeats what was done by hand. */
export function whyNotRepeatable({
  run: { plan, edited },
  initial,
}: Pick<ExportedRun, 'run' | 'initial'>): NotRepeatable | null {
  if (plan.start.kind === 'file') return 'file';
  if (edited.length > 0) return 'edited';
  return plan.start.kind === 'fine-tune' && initial === null ? 'noStart' : null;
}

/** What the script calls RUN. With `images` it has the hash of the synthetic ones. */
export function runConstant(exported: ExportedRun, images: ExportedImages | null): PythonValue {
  const { run, classNames } = exported;
  const { plan, dataset, marks, epochs, result } = run;
  const { preset: _, engine: __, threads: ___, ...config } = plan.config;
  return {
    config: { ...config },
    repeatable: whyNotRepeatable(exported) === null,
    fine_tuned: plan.start.kind === 'fine-tune',
    marks: marks.map(({ step, value }) => ({ step, value })),
    stopped_at_step: result?.stoppedAtStep ?? null,
    // A run that was stopped while the last images were validated has one epoch less.
    validated_epochs: result ? epochs.length : null,
    data: {
      id: dataset.id,
      name: dataset.name,
      train_count: dataset.trainCount,
      test_count: dataset.testCount,
      content_hash: dataset.contentHash,
      synthetic_hash: images && syntheticHash(images),
    },
    class_names: classNames,
    page: {
      link: linkOf(exported),
      engine: plan.engine,
      correct: result?.correct ?? null,
      best_epoch: result?.bestEpoch ?? null,
      epochs: epochs.map((epoch) => ({
        epoch: epoch.epoch,
        train_loss: epoch.trainLoss,
        train_accuracy: epoch.trainAccuracy,
        validation_loss: epoch.validationLoss,
        validation_accuracy: epoch.validationAccuracy,
      })),
    },
  };
}

/** The SHA-256 of labels, then images, in hexadecimal digits; null without any. */
function syntheticHash({ syntheticImages, syntheticLabels }: ExportedImages): string | null {
  if (syntheticLabels.length === 0) return null;
  return bytesToHex(sha256.create().update(syntheticLabels).update(syntheticImages).digest());
}

/** What the script calls TEXT. */
export function textConstant(exported: ExportedRun): PythonValue {
  const { printed, notRepeatable } = textsOf(exported);
  const why = whyNotRepeatable(exported);
  return { ...printed, notRepeatable: why && notRepeatable[why] };
}

/** The address that repeats the run in the page, or null. */
export function linkOf({ run, pageUrl }: Pick<ExportedRun, 'run' | 'pageUrl'>): string | null {
  return run.link === null ? null : `${pageUrl}${run.link}`;
}
