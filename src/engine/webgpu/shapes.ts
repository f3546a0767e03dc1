// The shapes of the programs: which kernels they run, and how much of a network's data they hold at once.

import { activationCount } from '../../contract/activations.ts';
import type { EngineSpec } from '../engine.ts';
import { constantsText, HEADER_WORDS, valuesLayout } from './constants.ts';
import type { Plan } from './plans.ts';
import type { ProgramShape } from './program.ts';

/** Most samples of a forward pass, of each network. */
export const SCORING_BATCH = { alone: 256, inPopulation: 64 };
/** Most sample words on the GPU at once, of each network. */
const TRAINING_WORDS = { alone: 1 << 16, inPopulation: 1 << 14 };
const SCORING_WORDS = { alone: 1 << 13, inPopulation: 1 << 11 };

/** The shape of the training or the scoring program, for one network or for a `population`. */
export function programShape(
  spec: EngineSpec,
  plan: Plan,
  training: boolean,
  population = false,
): ProgramShape {
  const kind = population ? 'inPopulation' : 'alone';
  const maxBatch = training ? spec.maxBatch : SCORING_BATCH[kind];
  const words = (training ? TRAINING_WORDS : SCORING_WORDS)[kind];
  return shapeOf(spec, training ? plan.training : plan.scoring, population, training, {
    maxBatch,
    maxSteps: Math.max(1, Math.floor(words / maxBatch)),
    wordsPerStep: training ? 2 : 0,
    wordsPerSample: training ? 0 : spec.model.classes,
  });
}

/** The shape of the program for `activations`: its convolutions store their outputs, as in training. */
export function activationsShape(spec: EngineSpec, plan: Plan, population: boolean): ProgramShape {
  const wordsPerSample = activationCount(spec.model);
  const sizes = { maxBatch: 1, maxSteps: 1, wordsPerStep: 0, wordsPerSample };
  return shapeOf(spec, plan.activations, population, true, sizes);
}

function shapeOf(
  spec: EngineSpec,
  { tuning, kernels }: Plan['training'],
  population: boolean,
  storing: boolean,
  sizes: Pick<ProgramShape, 'maxBatch' | 'maxSteps' | 'wordsPerStep' | 'wordsPerSample'>,
): ProgramShape {
  const { maxBatch, maxSteps, wordsPerStep, wordsPerSample } = sizes;
  const values = valuesLayout(spec, tuning, maxBatch, storing);
  const lengths = {
    words: maxSteps * maxBatch,
    rates: maxSteps,
    history: HEADER_WORDS + maxSteps * (wordsPerStep + maxBatch * wordsPerSample),
  };
  const constants = constantsText(spec, tuning, values, lengths, storing, population);
  return { kernels, constants, population, valuesLength: values.length, ...sizes };
}
