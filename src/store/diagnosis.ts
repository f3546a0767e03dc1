// What a run's losses and accuracies say about it: no better than random guessing, overfitted, or with a training loss that
// its configuration lifts above the validation loss. Every threshold is a constant with its reason.

import type { Optimizer, RunConfig } from '../contract/config.ts';
import type { ConstantUnits, HiddenLayer } from '../contract/inspection.ts';
import type { EpochMetrics, LearningRateMark, RunPlan } from '../contract/metrics.ts';
import { changedSettings } from '../contract/url.ts';

/**
 * Up to this accuracy a network counts as guessing. With ten classes that are as frequent, as in FashionMNIST's test set,
 * always predicting one scores exactly 10%; on 3,000 validation images 12% is 3.6 standard errors (0.55 points) above that.
 * Other numbers of classes have the same distance in standard errors: sqrt(classes - 1) / classes is proportional to one.
 */
const mostChanceAccuracy = (classes: number) => (1 + 0.2 * (Math.sqrt(classes - 1) / 3)) / classes;
/** Mean cross-entropy of a network that gives each of `classes` the same probability: 2.303 for ten. */
export const chanceLoss = (classes: number) => Math.log(classes);
/** A training loss so far above `chanceLoss` is worse than not to train; initial weights alone give up to about 0.05. */
const CHANCE_LOSS_MARGIN = 0.1;
/**
 * Learning rates with which LeNets of this family are usually trained: PyTorch's Adam starts at 0.001, and momentum of 0.9
 * multiplies the steps of SGD by ten. Beyond them a failure to learn is blamed on the rate.
 */
const USUAL_RATES: Readonly<Record<Optimizer, { low: number; start: number; high: number }>> = {
  adam: { low: 1e-4, start: 1e-3, high: 0.01 },
  adamw: { low: 1e-4, start: 1e-3, high: 0.01 },
  sgd: { low: 0.01, start: 0.05, high: 0.1 },
};
/** With sigmoid units the loss stays at `chanceLoss` for the first hundreds of steps; after so many it has fallen. */
const ENOUGH_STEPS = 1500;

/** Why a network is no better than guessing, as far as its numbers tell, and what to train with instead. */
export type ChanceCause =
  | { kind: 'rate-too-high' | 'rate-too-low'; rate: number; better: number }
  | { kind: 'too-few-steps'; steps: number; epochs: number }
  /** Rate and number of steps are usual, so what differs from the preset is the likely reason. */
  | { kind: 'settings' }
  /** The preset as it is, or weights from a file. */
  | { kind: 'unknown' };

/** The validation loss has risen by at least this share of its minimum: more than it varies between epochs in usual runs. */
const LOSS_RISE = 0.1;
/** The minimum lies at least so many epochs back, so that a single noisy epoch is not called overfitting. */
const EPOCHS_SINCE_LOWEST = 2;
/** Training accuracy is above validation accuracy by at least this much. Without overfitting the two are within a point. */
const ACCURACY_GAP = 0.03;
/**
 * A layer of which this share gives the same output for every image has dead units. Sprint reaches 90.5% with 42% of f5
 * so; with its learning rate nine times higher it is 67% of c3, and accuracy falls by four points.
 */
const DEAD_SHARE = 0.6;
/** Validation accuracy ends so far below its best: more than noise or overfitting cost. The best weights are from before. */
const ACCURACY_FALL = 0.1;
/** A training loss is called higher from this difference on: less can't be seen in the chart. */
const VISIBLE_LOSS = 0.01;

export function isChance(accuracy: number, classes: number): boolean {
  return accuracy <= mostChanceAccuracy(classes);
}

/** The number of classes that an epoch's metrics are of. */
function classesOf({ validationConfusion }: Pick<EpochMetrics, 'validationConfusion'>): number {
  return Math.sqrt(validationConfusion.length);
}

/** The epoch with the best validation accuracy; none while all are at the level of guessing. */
export function bestEpochOf(epochs: readonly EpochMetrics[]): EpochMetrics | undefined {
  const best = epochs.findLast((epoch) => epoch.best);
  return best && !isChance(best.validationAccuracy, classesOf(best)) ? best : undefined;
}

/** For a run that ended at the level of guessing. */
export function chanceCause(
  { config, start, stepsPerEpoch }: Pick<RunPlan, 'config' | 'start' | 'stepsPerEpoch'>,
  epochs: readonly EpochMetrics[],
  marks: readonly LearningRateMark[],
): ChanceCause {
  const last = epochs.at(-1);
  if (start.kind === 'file' || !last) return { kind: 'unknown' };
  const rates = [config.lr, ...marks.map(({ value }) => value)];
  const highest = Math.max(...rates);
  const { low, start: usual, high } = USUAL_RATES[config.optimizer];
  // At most the usual one: with a tenth of 0.7 the classic network does not learn either.
  const better = Number(Math.min(highest / 10, usual).toPrecision(3));
  const tooHigh = { kind: 'rate-too-high', rate: highest, better } as const;
  if (highest > high) return tooHigh;
  if (highest < low) return { kind: 'rate-too-low', rate: highest, better: usual };
  if (last.step < ENOUGH_STEPS) {
    const epochs = Math.min(200, Math.ceil((2 * ENOUGH_STEPS) / stepsPerEpoch));
    return { kind: 'too-few-steps', steps: last.step, epochs: Math.max(epochs, config.epochs + 1) };
  }
  if (last.trainLoss > chanceLoss(classesOf(last)) + CHANCE_LOSS_MARGIN) return tooHigh;
  return { kind: changedSettings(config).length > 0 ? 'settings' : 'unknown' };
}

export interface Overfitting {
  /** The epoch with the lowest validation loss. */
  epoch: number;
  lowest: number;
  /** Validation loss of the last epoch. */
  last: number;
  trainAccuracy: number;
  validationAccuracy: number;
}

/** The network fits its training images ever better, and images that it does not learn from ever worse; null if it does not. */
export function overfittingOf(epochs: readonly EpochMetrics[]): Overfitting | null {
  const last = epochs.at(-1);
  if (!last) return null;
  const lowest = epochs.reduce((low, epoch) => (epoch.validationLoss < low.validationLoss ? epoch : low));
  if (epochs.length - 1 - epochs.indexOf(lowest) < EPOCHS_SINCE_LOWEST) return null;
  if (last.validationLoss < lowest.validationLoss * (1 + LOSS_RISE)) return null;
  const { trainAccuracy, validationAccuracy } = last;
  if (trainAccuracy - validationAccuracy < ACCURACY_GAP) return null;
  return {
    epoch: lowest.epoch,
    lowest: lowest.validationLoss,
    last: last.validationLoss,
    trainAccuracy,
    validationAccuracy,
  };
}

export interface Collapse {
  /** The epoch with the best validation accuracy. */
  epoch: number;
  best: number;
  /** Validation accuracy of the last epoch. */
  last: number;
}

/** What was learned was lost again: training loss rises and validation accuracy falls; null if they do not. */
export function collapseOf(epochs: readonly EpochMetrics[]): Collapse | null {
  const best = bestEpochOf(epochs);
  const last = epochs.at(-1);
  if (!best || !last || last.trainLoss <= best.trainLoss) return null;
  if (best.validationAccuracy - last.validationAccuracy < ACCURACY_FALL) return null;
  return { epoch: best.epoch, best: best.validationAccuracy, last: last.validationAccuracy };
}

export interface DeadUnits {
  layer: HiddenLayer;
  dead: number;
  units: number;
  images: number;
  /** The first of the dead ones. */
  first: number;
}

/** The layer with the largest share of dead units; null where no layer has many. */
export function deadUnitsOf({ images, layers }: ConstantUnits): DeadUnits | null {
  const share = ({ constant, units }: ConstantUnits['layers'][number]) => constant.length / units;
  const worst = layers.reduce((most, layer) => (share(layer) > share(most) ? layer : most));
  const { layer, constant, units } = worst;
  if (share(worst) < DEAD_SHARE) return null;
  return { layer, dead: constant.length, units, images, first: constant[0]! };
}

/** What lifts a training loss above the validation loss of the same epoch. */
export interface LiftedLoss {
  epoch: number;
  trainLoss: number;
  validationLoss: number;
  /** Label smoothing with the least loss that it allows, however good the predictions; null without it. */
  smoothing: { value: number; least: number } | null;
  /** How training images are changed at random; null if they are not. */
  augmentation: 'flip' | 'shift' | 'both' | null;
  /** Whether synthetic drawings are among the training images. */
  synthetic: boolean;
}

/** The causes are beside that of every run: a training loss is a mean over an epoch in which the network improves. */
export function liftedLossOf(config: RunConfig, epochs: readonly EpochMetrics[]): LiftedLoss | null {
  const last = epochs.at(-1);
  if (!last || last.trainLoss - last.validationLoss < VISIBLE_LOSS) return null;
  // A network that has learned nothing does not improve within an epoch either.
  if (isChance(last.validationAccuracy, classesOf(last))) return null;
  const { smoothing, flip, shift, synthetic } = config;
  const shifted = shift > 0;
  return {
    epoch: last.epoch,
    trainLoss: last.trainLoss,
    validationLoss: last.validationLoss,
    smoothing:
      smoothing > 0 ? { value: smoothing, least: smoothedEntropy(smoothing, classesOf(last)) } : null,
    augmentation: flip && shifted ? 'both' : flip ? 'flip' : shifted ? 'shift' : null,
    synthetic: synthetic > 0,
  };
}

/** Entropy in nats of a target of which the share `smoothing` is spread evenly over all `classes`. */
function smoothedEntropy(smoothing: number, classes: number): number {
  const other = smoothing / classes;
  const target = 1 - smoothing + other;
  return -(target * Math.log(target) + (classes - 1) * other * Math.log(other));
}
