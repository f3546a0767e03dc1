// The parts of a parameter's update add up to its new value: 1,000 parameters of every preset, against the reference in
// double precision and against engines in single precision. Browsers check the engines on the GPU.

import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../tools/wasm-host.ts';
import { randomStream } from '../base/random.ts';
import { PRESET_NAMES, PRESETS, type Optimizer } from '../contract/config.ts';
import type { EngineSpec } from '../engine/engine.ts';
import { doublePrecision } from '../engine/reference/floats.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { Trainer } from '../engine/reference/trainer.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { ADDED_UP, FINITE_DIFFERENCES } from '../engine/tolerances.ts';
import { createWasmEngine } from '../engine/wasm/wasm-engine.ts';
import type { RecordedStep } from './recorded-step.ts';
import {
  addedUp,
  DATASET,
  explained,
  notAddedUp,
  presetSpec,
  randomIndices,
  recordStep,
  repeatStep,
} from './recorded-step.fixture.ts';
import { SamplePass } from './sample-pass.ts';

const COUNT = 1000;
const createWasm = (spec: EngineSpec) => createWasmEngine(spec, { threads: 1, host: nodeHost });

/** The parameters after the step, in double precision. */
function exactAfter({ before, samples, learningRate }: RecordedStep, spec: EngineSpec) {
  const { state, step } = makeTrainer(spec);
  state.step = before.step;
  state.parameters.set(before.parameters);
  state.moment1.set(before.moment1);
  state.moment2.set(before.moment2);
  step(DATASET, samples, 0, samples.length, learningRate);
  return state.parameters;
}

function makeTrainer(spec: EngineSpec) {
  const trainer = new Trainer(spec, doublePrecision);
  return { state: trainer.state, step: trainer.step.bind(trainer) };
}

/** The parameters of which `value` is farther from the exact one than allowed. */
function wrong(step: RecordedStep, spec: EngineSpec) {
  const exact = exactAfter(step, spec);
  const isNear = (value: number, expected: number) =>
    Math.abs(value - expected) <= ADDED_UP.reference.value * Math.abs(expected);
  return explained(step, spec, randomIndices(spec, COUNT)).filter(
    (parts) =>
      !isNear(addedUp(parts), exact[parts.index]!) || !isNear(parts.terms.after, exact[parts.index]!),
  );
}

// The first step has empty moments, later ones do not.
describe.each(PRESET_NAMES.flatMap((preset) => [0, 25].map((earlier) => ({ preset, earlier }))))(
  '$preset after $earlier steps',
  async ({ preset, earlier }) => {
    const spec = presetSpec(preset);
    const { lr, batch } = PRESETS[preset];
    const settings = { earlier, batch, learningRate: lr };
    const step = await recordStep(await createWasm(spec), spec, settings);

    test('the reference in double precision', () => {
      expect(wrong(step, spec)).toEqual([]);
    });

    test('the engines', async () => {
      const indices = randomIndices(spec, COUNT);
      expect(notAddedUp(step, spec, indices)).toEqual([]);
      const ofReference = await repeatStep(createReferenceEngine(spec), step);
      expect(notAddedUp(ofReference, spec, indices)).toEqual([]);
    });
  },
);

test.each<Optimizer>(['adam', 'adamw', 'sgd'])(
  'weight decay and label smoothing with %s',
  async (optimizer) => {
    const spec = { ...presetSpec('article'), optimizer, weightDecay: 0.05, labelSmoothing: 0.1 };
    const settings = { earlier: 4, batch: 8, learningRate: 1e-2 };
    const step = await recordStep(createReferenceEngine(spec), spec, settings);
    expect(wrong(step, spec)).toEqual([]);
    expect(notAddedUp(step, spec, randomIndices(spec, COUNT))).toEqual([]);
  },
);

test('each image’s gradients are the slopes of its own loss', async () => {
  const spec = presetSpec('article');
  const settings = { earlier: 2, batch: 4, learningRate: 1e-3 };
  const step = await recordStep(createReferenceEngine(spec), spec, settings);
  const random = randomStream(2, 'slopes');
  const indices = Array.from({ length: 10 }, () => random.below(step.before.parameters.length));
  const pass = new SamplePass(spec, step.before.parameters, DATASET);
  const { parameters } = pass.network;
  const lossAt = (index: number, value: number, word: number) => {
    const before = parameters[index]!;
    parameters[index] = value;
    const { loss } = pass.forward(word);
    parameters[index] = before;
    return loss;
  };
  const STEP = 1e-4;
  for (const { index, gradients } of explained(step, spec, indices)) {
    const value = parameters[index]!;
    const slopes = Array.from(
      step.samples,
      (word) => (lossAt(index, value + STEP, word) - lossAt(index, value - STEP, word)) / (2 * STEP),
    );
    const difference = relativeError([...gradients, 1], [...slopes, 1]);
    expect(difference).toBeLessThanOrEqual(FINITE_DIFFERENCES.value);
  }
});
