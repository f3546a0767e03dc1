// What a run begins with: fresh weights, given ones, or all of a checkpoint.

import type { RunConfig } from '../../contract/config.ts';
import type { Command } from '../../contract/messages.ts';
import type { Origin } from '../../contract/metrics.ts';
import { parameterLayout } from '../../contract/model.ts';
import type { WeightsRefusal } from '../../contract/weights-refusal.ts';
import { readWeightFile } from '../../weights/read-weight-file.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import type { ModelState } from '../../engine/engine.ts';
import type { ResumableRun } from '../checkpoint/checkpoint.ts';
import { engineSpec } from '../engine-spec.ts';
import type { KeptModel } from './run-record.ts';

export type Beginning =
  | { from: 'seed' }
  | { from: 'weights'; parameters: Float32Array }
  /** Nothing is trained: these weights are scored. */
  | { from: 'file'; parameters: Float32Array; name: string }
  | { from: 'checkpoint'; run: ResumableRun };

export function originOf(beginning: Beginning): Origin {
  switch (beginning.from) {
    case 'seed':
      return { kind: 'seed' };
    case 'weights':
      return { kind: 'onward' };
    case 'file':
      return { kind: 'file', name: beginning.name };
    case 'checkpoint':
      return beginning.run.checkpoint.plan.origin;
    default:
      return beginning satisfies never;
  }
}

/** What the engine starts from. */
export function stateOf(beginning: Beginning, config: RunConfig): ModelState {
  if (beginning.from === 'checkpoint') return beginning.run.checkpoint.state;
  const { size } = parameterLayout(config);
  const parameters =
    beginning.from === 'seed' ? initialParameters(config, config.init, config.seed) : beginning.parameters;
  return { step: 0, parameters, moment1: new Float32Array(size), moment2: new Float32Array(size) };
}

/** What comes of a weight file: why it is not taken, or the run that scores it. */
export function openFile({ bytes, name, config }: Extract<Command, { type: 'load' }>): {
  refusal: WeightsRefusal | null;
  assumed: boolean;
  begin: [RunConfig, Beginning] | null;
} {
  const read = readWeightFile(bytes);
  if ('refusal' in read) return { refusal: read.refusal, assumed: false, begin: null };
  const { parameters, model, assumed } = read.file;
  // The engine and its threads are this page's.
  const { engine, threads } = config;
  // What it was trained on only its own configuration can say.
  const whole = { ...(read.file.config ?? { ...config, made: 0 }), ...model, engine, threads };
  return { refusal: null, assumed, begin: [whole, { from: 'file', parameters, name }] };
}

/** A fresh run, or one onward from the weights at hand, with their network. */
export function startOf(
  { config, onward }: Extract<Command, { type: 'start' }>,
  kept: KeptModel | null,
): [RunConfig, Beginning] {
  if (!onward || !kept) return [config, { from: 'seed' }];
  const { model } = engineSpec(kept.config);
  return [
    { ...config, ...model },
    { from: 'weights', parameters: kept.state.parameters },
  ];
}
