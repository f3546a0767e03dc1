// Finished runs with given figures, for tests of what is found in them.

import { PRESETS, type RunConfig } from '../contract/config.ts';
import { FASHION, TEST_COUNT, type DatasetFacts } from '../contract/dataset.ts';
import type { EpochMetrics } from '../contract/metrics.ts';
import type { FinishedRun } from './finding.ts';

/** An epoch of 1,500 steps; what is not given is that of a network that learns well. */
export function epochWith(epoch: number, figures: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    step: 1500 * epoch,
    trainLoss: 0.4,
    trainAccuracy: 0.85,
    validationLoss: 0.4,
    validationAccuracy: 0.85,
    seconds: 1,
    best: true,
    validationConfusion: new Uint16Array(100),
    ...figures,
  };
}

/** 1,000 test images of each class, in turn; `predict` names what image `place` of the class `label` is predicted as. */
export function resultWith(predict: (label: number, place: number) => number): FinishedRun['result'] {
  const labels = Uint8Array.from({ length: TEST_COUNT }, (_, i) => i % 10);
  const predicted = labels.map((label, i) => predict(label, Math.floor(i / 10)));
  const correct = predicted.filter((label, i) => label === labels[i]).length;
  return { labels, predicted, accuracy: correct / TEST_COUNT };
}

/** A dataset of a person with this number of classes. */
export function ownDataset(classes: number): DatasetFacts {
  return {
    id: '0123456789ab',
    name: 'Letters',
    classes: Array.from({ length: classes }, (_, label) => `Letter ${label + 1}`),
    trainCount: 40 * classes,
    testCount: 10 * classes,
    contentHash: `0123456789ab${classes}`,
  };
}

/** Ten test images of each class of `ownDataset(classes)`, in turn. */
export function ownResultWith(
  classes: number,
  predict: (label: number, place: number) => number,
): FinishedRun['result'] {
  const labels = Uint8Array.from({ length: 10 * classes }, (_, i) => i % classes);
  const predicted = labels.map((label, i) => predict(label, Math.floor(i / classes)));
  const correct = predicted.filter((label, i) => label === labels[i]).length;
  return { labels, predicted, accuracy: correct / labels.length };
}

export function finishedRun(
  config: Partial<RunConfig>,
  epochs: readonly EpochMetrics[],
  result: FinishedRun['result'],
  dataset: FinishedRun['dataset'] = FASHION,
): FinishedRun {
  const plan = {
    config: { ...PRESETS.article, ...config },
    start: { kind: 'seed' },
    stepsPerEpoch: 1500,
  } as const;
  return { dataset, plan, epochs, marks: [], result, constantUnits: null };
}
