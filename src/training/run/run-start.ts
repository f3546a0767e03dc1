// What a run starts from: fresh weights, given weights, or a checkpoint.

import type { RunConfig } from '../../contract/config.ts';
import type { WorkerCommand } from '../../contract/messages.ts';
import type { RunStart } from '../../contract/metrics.ts';
import type { WeightsRefusal } from '../../contract/weights-refusal.ts';
import type { ModelState } from '../../engine/engine.ts';
import { freshState } from '../../engine/fresh-state.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import { readWeightFile } from '../../weights/read-weight-file.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { engineSpec } from '../engine-spec.ts';
import type { BestModel } from './run-record.ts';

export type StartWeights =
  | { from: 'seed' }
  | { from: 'weights'; parameters: Float32Array }
  /** These weights are scored and not trained. */
  | { from: 'file'; parameters: Float32Array; name: string }
  | { from: 'checkpoint'; run: ResumableRun };

export interface RunRequest {
  config: RunConfig;
  weights: StartWeights;
  /** The requested engine; a checkpoint can be resumed on another one than its configuration's. */
  engine: RunConfig['engine'];
  /** Pauses after its first step. */
  oneStep?: boolean;
}

export function runStartOf(weights: StartWeights): RunStart {
  switch (weights.from) {
    case 'seed':
      return { kind: 'seed' };
    case 'weights':
      return { kind: 'fine-tune' };
    case 'file':
      return { kind: 'file', name: weights.name };
    case 'checkpoint':
      return weights.run.checkpoint.plan.start;
    default:
      return weights satisfies never;
  }
}

/** What the engine starts from. */
export function initialState(weights: StartWeights, config: RunConfig): ModelState {
  if (weights.from === 'checkpoint') return weights.run.checkpoint.state;
  const parameters =
    weights.from === 'seed' ? initialParameters(config, config.init, config.seed) : weights.parameters;
  return freshState(parameters);
}

/** Why a weight file is refused, or the run that scores its weights. */
export function readWeights({ bytes, name, config }: Extract<WorkerCommand, { type: 'load' }>): {
  refusal: WeightsRefusal | null;
  /** Activation, pooling and dense activation are Classic LeNet's, because the file does not name them. */
  assumed: boolean;
  request: RunRequest | null;
} {
  const read = readWeightFile(bytes);
  if ('refusal' in read) return { refusal: read.refusal, assumed: false, request: null };
  const { parameters, model, assumed } = read.file;
  if (model.classes !== config.classes) {
    const refusal = {
      reason: 'other-classes',
      found: `${model.classes} classes`,
      expected: `${config.classes} classes`,
    } as const;
    return { refusal, assumed: false, request: null };
  }
  // Engine and threads are this page's choice, whatever the file was trained with.
  const { engine, threads } = config;
  // Without a configuration in the file it is unknown whether it was trained on synthetic images. Weights for other data are
  // scored on the data that is here.
  const own = read.file.config?.data === config.data ? read.file.config : { ...config, synthetic: 0 };
  const fileConfig = { ...own, ...model, engine, threads };
  const weights = { from: 'file', parameters, name } as const;
  return { refusal: null, assumed, request: { config: fileConfig, weights, engine } };
}

/** A run from fresh weights; with `fineTune` one from the weights of `best`, on its network. */
export function readStart(
  { config, fineTune, oneStep = false }: Extract<WorkerCommand, { type: 'start' }>,
  best: BestModel | null,
): RunRequest {
  const { engine } = config;
  if (!fineTune || !best) return { config, weights: { from: 'seed' }, engine, oneStep };
  const { model } = engineSpec(best.config);
  const weights = { from: 'weights', parameters: best.state.parameters } as const;
  return { config: { ...config, ...model }, weights, engine, oneStep };
}

/** Whether the run was trained to its result now: not a weight file that was scored, nor a finished run shown again. */
export function isNewResult({ weights }: RunRequest): boolean {
  if (weights.from === 'file') return false;
  return weights.from !== 'checkpoint' || !weights.run.checkpoint.best?.test;
}
