// A step taken apart with the fast loops, of every preset: against the reference in double precision, and against the
// explanation with the reference's own loops.

import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../tools/wasm-host.ts';
import { ACTIVATION_LAYERS } from '../contract/activations.ts';
import { PRESET_NAMES, PRESETS } from '../contract/config.ts';
import { doublePrecision } from '../engine/reference/floats.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { Trainer } from '../engine/reference/trainer.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { ADDED_UP, DOUBLE_PRECISION } from '../engine/tolerances.ts';
import { loadDoubleLoops } from '../engine/wasm/double-loops.ts';
import { explainParameter } from './explain-parameter.ts';
import { explainStep } from './explain-step.ts';
import {
  addedUp,
  completed,
  DATASET,
  presetSpec,
  randomIndices,
  recordStep,
} from './recorded-step.fixture.ts';

const COUNT = 1000;
/** Twice the rounding of results that are stored in single precision. */
const ROUNDED = 2 ** -23;

describe.each(PRESET_NAMES)('%s', async (preset) => {
  const spec = presetSpec(preset);
  const settings = { earlier: 5, batch: 16, learningRate: PRESETS[preset].lr };
  const step = await recordStep(createReferenceEngine(spec), spec, settings);
  const createLoops = await loadDoubleLoops(nodeHost);
  const fast = completed(explainStep(step, spec, DATASET, createLoops()));
  const plain = completed(explainStep(step, spec, DATASET));

  test('the parts of 1,000 parameters add up to the reference’s', () => {
    const { state, ...trainer } = trainerAt(step.before);
    trainer.step();
    const wrong = randomIndices(spec, COUNT).filter((index) => {
      const parts = explainParameter(step, fast, spec, index);
      const expected = state.parameters[index]!;
      const allowed = ADDED_UP.reference.value * Math.abs(expected);
      return ![addedUp(parts), parts.terms.after].every((value) => Math.abs(value - expected) <= allowed);
    });
    expect(wrong).toEqual([]);
  });

  test('each image’s gradients are those with the reference’s loops', () => {
    const errors = randomIndices(spec, COUNT).map((index) => {
      const [found, expected] = [fast, plain].map(
        (all) => explainParameter(step, all, spec, index).gradients,
      );
      return relativeError(found!, expected!);
    });
    expect(Math.max(...errors)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
  });

  test('so are the batch and the means of the layers', () => {
    for (const name of ['confidence', 'lossBefore', 'lossAfter', 'gradientNorms'] as const) {
      expect(relativeError(fast.explanation[name], plain.explanation[name])).toBeLessThanOrEqual(ROUNDED);
    }
    for (const name of ['pixels', 'labels', 'predicted', 'largestUpdate'] as const) {
      expect(fast.explanation[name]).toEqual(plain.explanation[name]);
    }
    const norms = ({ explanation }: typeof fast) =>
      explanation.layers.map(({ gradientNorm }) => gradientNorm);
    expect(relativeError(norms(fast), norms(plain))).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    for (const kind of ['activations', 'gradients'] as const) {
      for (const layer of ACTIVATION_LAYERS) {
        expect(relativeError(fast.mean[kind][layer], plain.mean[kind][layer])).toBeLessThanOrEqual(ROUNDED);
      }
    }
  });

  function trainerAt({ step: earlier, parameters, moment1, moment2 }: typeof step.before) {
    const trainer = new Trainer(spec, doublePrecision);
    const { state } = trainer;
    state.step = earlier;
    state.parameters.set(parameters);
    state.moment1.set(moment1);
    state.moment2.set(moment2);
    const { samples, learningRate } = step;
    return { state, step: () => trainer.step(DATASET, samples, 0, samples.length, learningRate) };
  }
});
