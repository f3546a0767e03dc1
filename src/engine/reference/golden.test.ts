// The reference in double precision against PyTorch, tensor by tensor.

import { describe, expect, test } from 'vitest';
import { parameterLayout } from '../../contract/model.ts';
import { GOLDEN_NAMES } from '../testing/golden.ts';
import { loadGolden } from '../testing/load.ts';
import { relativeError, tensorErrors, type Measured } from '../testing/measure.ts';
import { DOUBLE_PRECISION } from '../tolerances.ts';
import { doublePrecision } from './floats.ts';
import { FRAMED_SIDE, gather } from './gather.ts';
import { Trainer } from './trainer.ts';

describe.each(GOLDEN_NAMES)('%s', async (name) => {
  const golden = await loadGolden(name);
  const { spec, batch, samples, learningRates } = golden;
  const start = () => {
    const trainer = new Trainer(spec, doublePrecision);
    trainer.network.parameters.set(golden.initial);
    return trainer;
  };
  const outside = (errors: Measured[]) => errors.filter(({ error }) => !(error <= DOUBLE_PRECISION.value));

  test('images are mirrored and shifted by their sample words', () => {
    const framed = doublePrecision(FRAMED_SIDE ** 2);
    const seen = Array.from({ length: batch }, (_, i) => {
      gather(golden.images, samples[i]!, framed);
      return Array.from({ length: 28 }, (_, y) =>
        Array.from(framed.subarray((y + 2) * 32 + 2, (y + 2) * 32 + 30), (pixel) => Math.round(pixel * 255)),
      );
    });
    expect(seen.flat(2)).toEqual([...golden.batchImages]);
  });

  test('logits', () => {
    const { network } = start();
    const logits = Array.from({ length: batch }, (_, i) => {
      gather(golden.images, samples[i]!, network.framed);
      network.forward();
      return [...network.values.logits];
    });
    expect(outside([{ what: 'logits', error: relativeError(logits.flat(), golden.logits) }])).toEqual([]);
  });

  test('first loss and every gradient', () => {
    const trainer = start();
    const { loss } = trainer.accumulate(golden, samples, 0, batch);
    expect(outside([{ what: 'loss', error: relativeError([loss], golden.losses.subarray(0, 1)) }])).toEqual(
      [],
    );
    expect(
      outside(tensorErrors('gradient', spec.model, trainer.network.gradients, golden.gradients)),
    ).toEqual([]);
  });

  test('ten steps: losses, correct predictions, parameters', () => {
    const trainer = start();
    const losses: number[] = [];
    const correct: number[] = [];
    for (const [s, learningRate] of learningRates.entries()) {
      const end = Math.min((s + 1) * batch, samples.length);
      const score = trainer.step(golden, samples, s * batch, end, learningRate);
      losses.push(score.loss);
      correct.push(score.correct);
      if (s > 0) continue;
      expect(
        outside(tensorErrors('after one step', spec.model, trainer.state.parameters, golden.afterOne)),
      ).toEqual([]);
    }
    expect(outside([{ what: 'losses', error: relativeError(losses, golden.losses) }])).toEqual([]);
    expect(correct).toEqual([...golden.correct]);
    expect(
      outside(tensorErrors('after all steps', spec.model, trainer.state.parameters, golden.afterAll)),
    ).toEqual([]);
  });

  test('the case has a gradient in every tensor', () => {
    const idle = parameterLayout(spec.model).tensors.filter(({ offset, size }) =>
      golden.gradients.subarray(offset, offset + size).every((value) => Math.abs(value) < 1e-9),
    );
    expect(idle).toEqual([]);
  });
});
