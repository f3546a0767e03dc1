// What the ONNX and the TensorFlow.js file say about a run beside its weights: texts by key, as in the safetensors file.

import { FORMAT_VERSION } from '../weights/read-weight-file.ts';
import type { ExportedRun } from './exported-run.ts';

export const PRODUCER = 'LeNet Playground';

/** Texts by key, with those that every run has. */
export type ModelMetadata = Record<string, string> &
  Record<'version' | 'origin' | 'config' | 'classes' | 'data_sha256', string>;

/** Classes and configuration as JSON, origin, link, identity of the data, test accuracy, best epoch and engine. */
export function modelMetadata({ run, classNames }: ExportedRun): ModelMetadata {
  const { plan, dataset, link, edited, result } = run;
  return {
    version: String(FORMAT_VERSION),
    origin: plan.start.kind,
    ...(link !== null && { link }),
    ...(edited.length > 0 && { edited: 'true' }),
    config: JSON.stringify(plan.config),
    classes: JSON.stringify(classNames),
    data_sha256: dataset.contentHash,
    ...(result && { test_accuracy: String(result.accuracy), engine: result.engine }),
    ...(result && result.bestEpoch !== null && { epoch: String(result.bestEpoch) }),
  };
}
