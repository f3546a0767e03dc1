// What a run begins with: fresh weights, given ones, or all of a checkpoint.

import type { RunConfig } from '../../contract/config.ts';
import type { WorkerCommand } from '../../contract/messages.ts';
import type { RunStart } from '../../contract/metrics.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { WeightsRefusal } from '../../contract/weights-refusal.ts';
import { readWeightFile } from '../../weights/read-weight-file.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import type { ModelState } from '../../engine/engine.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { engineSpec } from '../engine-spec.ts';
import type { BestModel } from './run-record.ts';

export type StartWeights =
  | { from: 'seed' }
  | { from: 'weights'; parameters: Float32Array }
  /** Nothing is trained: these weights are scored. */
  | { from: 'file'; parameters: Float32Array; name: string }
  | { from: 'checkpoint'; run: ResumableRun };

export function runStartOf(beginning: StartWeights): RunStart {
  switch (beginning.from) {
    case 'seed':
      return { kind: 'seed' };
    case 'weights':
      return { kind: 'fine-tune' };
    case 'file':
      return { kind: 'file', name: beginning.name };
    case 'checkpoint':
      return beginning.run.checkpoint.plan.start;
    default:
      return beginning satisfies never;
  }
}

/** What the engine starts from. */
export function initialState(beginning: StartWeights, config: RunConfig): ModelState {
  if (beginning.from === 'checkpoint') return beginning.run.checkpoint.state;
  const { size } = parameterLayout(config);
  const parameters =
    beginning.from === 'seed' ? initialParameters(config, config.init, config.seed) : beginning.parameters;
  return { step: 0, parameters, moment1: new Float32Array(size), moment2: new Float32Array(size) };
}

/** What comes of a weight file: why it is not taken, or the run that scores it. */
export function readWeights({ bytes, name, config }: Extract<WorkerCommand, { type: 'load' }>): {
  refusal: WeightsRefusal | null;
  assumed: boolean;
  run: [RunConfig, StartWeights] | null;
} {
  const read = readWeightFile(bytes);
  if ('refusal' in read) return { refusal: read.refusal, assumed: false, run: null };
  const { parameters, model, assumed } = read.file;
  // The engine and its threads are this page's.
  const { engine, threads } = config;
  // What it was trained on only its own configuration can say.
  const whole = { ...(read.file.config ?? { ...config, synthetic: 0 }), ...model, engine, threads };
  return { refusal: null, assumed, run: [whole, { from: 'file', parameters, name }] };
}

/** A fresh run, or one onward from the weights at hand, with their network. */
export function readStart(
  { config, fineTune }: Extract<WorkerCommand, { type: 'start' }>,
  kept: BestModel | null,
): [RunConfig, StartWeights] {
  if (!fineTune || !kept) return [config, { from: 'seed' }];
  const { model } = engineSpec(kept.config);
  return [
    { ...config, ...model },
    { from: 'weights', parameters: kept.state.parameters },
  ];
}
