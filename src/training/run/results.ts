// The numbers that a run reports of a validation and of the final test.

import { confusionOf } from '../../base/confusion.ts';
import { FASHION_ID } from '../../contract/dataset.ts';
import type { EpochMetrics, TestResult } from '../../contract/metrics.ts';
import type { EvaluationResult } from './evaluation.ts';
import type { StepReporter } from './reports.ts';
import type { BestModel, RunRecord } from './run-record.ts';

/** What an epoch's validation is measured with. */
interface ValidationFacts {
  epoch: number;
  /** Of the epoch, without pauses. */
  seconds: number;
  /** Indices of the validation images. */
  validation: Uint32Array;
  /** Of all images. */
  labels: Uint8Array;
}

export function epochMetrics(
  { step, best, plan }: RunRecord,
  { epochLoss, epochAccuracy }: Pick<StepReporter, 'epochLoss' | 'epochAccuracy'>,
  { loss, correct, predicted }: EvaluationResult,
  { epoch, seconds, validation, labels }: ValidationFacts,
): EpochMetrics {
  const accuracy = correct / validation.length;
  const truths = Uint8Array.from(validation, (index) => labels[index]!);
  return {
    epoch,
    step,
    trainLoss: epochLoss,
    trainAccuracy: epochAccuracy,
    validationLoss: loss,
    validationAccuracy: accuracy,
    seconds,
    best: isBest({ accuracy, loss }, best?.metrics ?? null, plan.config.data),
    validationConfusion: confusionOf(truths, predicted, plan.config.classes),
  };
}

/**
 * A higher validation accuracy than `before`. Other data than FashionMNIST often has few validation images, and thus equal
 * accuracies: then the lower loss counts. Runs on FashionMNIST keep the first of equals, as they always did.
 */
function isBest(
  { accuracy, loss }: { accuracy: number; loss: number },
  before: EpochMetrics | null,
  data: string,
): boolean {
  if (!before || accuracy > before.validationAccuracy) return true;
  return data !== FASHION_ID && accuracy === before.validationAccuracy && loss < before.validationLoss;
}

/** `seconds`: of training and validation, without pauses. `labels`: of the test images. */
export function testResult(
  { plan, step }: RunRecord,
  { metrics }: BestModel,
  { loss, correct, predicted, confidence }: EvaluationResult,
  labels: Uint8Array,
  seconds: number,
): TestResult {
  return {
    accuracy: correct / labels.length,
    correct,
    total: labels.length,
    loss,
    bestEpoch: metrics?.epoch ?? null,
    bestValidationAccuracy: metrics?.validationAccuracy ?? null,
    seconds,
    stoppedAtStep: step > 0 && step < plan.totalSteps ? step : null,
    engine: plan.engine,
    device: plan.device,
    predicted,
    confidence,
    labels,
  };
}
