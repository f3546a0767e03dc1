// The weight file that a person downloads: the best weights, with their configuration and scores.

import type { DatasetFacts } from '../contract/dataset.ts';
import { deviceText } from '../contract/device.ts';
import { isRepeatable, type RepeatFacts } from '../contract/run-file.ts';
import { formatLink } from '../contract/url.ts';
import { FORMAT_VERSION } from '../weights/read-weight-file.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';
import type { BestModel } from './run/run-record.ts';

/**
 * `lenet5-fashion-mnist-best.safetensors`, or with the id of other data: PyTorch names and layouts; configuration, names of the
 * classes and metrics as metadata.
 */
export function weightFile(
  { state, config, metrics, test }: BestModel,
  run: RepeatFacts,
  { id, classes }: Pick<DatasetFacts, 'id' | 'classes'>,
): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const { plan, edited } = run;
  const scores: Record<string, string> = {};
  if (metrics) {
    scores['epoch'] = String(metrics.epoch);
    scores['step'] = String(metrics.step);
    scores['train_loss'] = String(metrics.trainLoss);
    scores['train_accuracy'] = String(metrics.trainAccuracy);
    scores['validation_loss'] = String(metrics.validationLoss);
    scores['validation_accuracy'] = String(metrics.validationAccuracy);
  }
  if (test) {
    scores['test_accuracy'] = String(test.accuracy);
    scores['test_loss'] = String(test.loss);
    scores['engine'] = test.engine;
    scores['device'] = deviceText(test.device);
  }
  const bytes = encodeSafetensors(config, state.parameters, {
    format: 'pt',
    producer: 'LeNet Playground',
    version: String(FORMAT_VERSION),
    origin: plan.start.kind,
    ...(isRepeatable(run) && { link: formatLink(config) }),
    ...(edited.length > 0 && { edited: 'true' }),
    config: JSON.stringify(config),
    classes: JSON.stringify(classes),
    ...scores,
  });
  return { name: `lenet5-${id}-best.safetensors`, bytes };
}
