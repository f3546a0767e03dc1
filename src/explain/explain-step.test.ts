// A step's batch against the reference's trainer, and the parts of a batch against each other.

import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { parameterLayout } from '../contract/model.ts';
import { doublePrecision } from '../engine/reference/floats.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { Trainer } from '../engine/reference/trainer.ts';
import { explainStep } from './explain-step.ts';
import { completed, DATASET, explained, presetSpec, recordStep } from './recorded-step.fixture.ts';

const BATCH = 12;

describe.each(['article', 'modern'] as const)('%s', async (preset) => {
  const spec = presetSpec(preset);
  const settings = { earlier: 6, batch: BATCH, learningRate: PRESETS[preset].lr };
  const step = await recordStep(createReferenceEngine(spec), spec, settings);
  const { explanation: found } = completed(explainStep(step, spec, DATASET));

  /** The mean loss of the batch, and `gradients` of it, with these parameters. */
  const score = (parameters: Float32Array) => {
    const trainer = new Trainer(spec, doublePrecision);
    trainer.state.parameters.set(parameters);
    const { loss, correct } = trainer.accumulate(DATASET, step.samples, 0, BATCH);
    return { loss, correct, gradients: trainer.network.gradients };
  };
  const before = score(step.before.parameters);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('losses before and after, and the correct predictions, are the trainer’s', () => {
    expect(mean(found.lossBefore)).toBeCloseTo(before.loss, 6);
    expect(mean(found.lossAfter)).toBeCloseTo(score(step.after.parameters).loss, 6);
    const correct = found.predicted.filter((predicted, i) => predicted === found.labels[i]).length;
    expect(correct).toBe(before.correct);
    expect(found).toMatchObject({ step: 7, count: BATCH, learningRate: step.learningRate });
  });

  test('each layer’s gradient and change have their lengths', () => {
    const { tensors } = parameterLayout(spec.model);
    for (const { layer, gradientNorm, updateNorm } of found.layers) {
      const own = tensors.filter(({ name }) => name.startsWith(layer));
      const length = (value: (index: number) => number) =>
        Math.sqrt(
          own
            .flatMap(({ offset, size }) => Array.from({ length: size }, (_, i) => value(offset + i) ** 2))
            .reduce((sum, square) => sum + square, 0),
        );
      expect(gradientNorm / length((index) => before.gradients[index]!)).toBeCloseTo(1, 6);
      const change = (index: number) => step.after.parameters[index]! - step.before.parameters[index]!;
      expect(updateNorm / length(change)).toBeCloseTo(1, 6);
    }
  });

  test('an image’s length is that of all its gradients', () => {
    const { size } = parameterLayout(spec.model);
    const all = explained(
      { ...step, samples: step.samples.subarray(2, 3) },
      spec,
      Array.from({ length: size }, (_, index) => index),
    );
    const squares = all.reduce((sum, { gradients }) => sum + gradients[0]! ** 2, 0);
    expect(found.gradientNorms[2]! / Math.sqrt(squares)).toBeCloseTo(1, 5);
  });

  test('no parameter changed more than the one that is named', () => {
    const changes = step.after.parameters.map((value, i) => Math.abs(value - step.before.parameters[i]!));
    expect(changes[found.largestUpdate]).toBe(changes.reduce((most, change) => Math.max(most, change)));
  });
});
