// Steps of several networks and batches, taken apart one after the other with the same fast loops.

import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../tools/wasm-host.ts';
import { PRESETS } from '../contract/config.ts';
import type { ModelConfig } from '../contract/model.ts';
import { encodeSample } from '../contract/sample.ts';
import type { EngineSpec } from '../engine/engine.ts';
import { freshState } from '../engine/fresh-state.ts';
import type { LayerLoops } from '../engine/layer-loops.ts';
import { relativeError } from '../engine/testing/measure.ts';
import { DOUBLE_PRECISION } from '../engine/tolerances.ts';
import { loadDoubleLoops } from '../engine/wasm/double-loops.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { engineSpec } from '../training/engine-spec.ts';
import { explainParameter } from './explain-parameter.ts';
import { explainStep } from './explain-step.ts';
import { completed, DATASET, randomIndices } from './recorded-step.fixture.ts';
import type { RecordedStep } from './recorded-step.ts';

const WIDEST = { c1: 32, c3: 64, f5: 400, f6: 400 };
/** Memory grows, is reused, and is replaced by smaller. */
const CASES: readonly { name: string; model: Partial<ModelConfig>; batch: number }[] = [
  { name: 'Classic LeNet', model: {}, batch: 8 },
  {
    name: 'odd numbers of maps, three classes, one image',
    model: { c1: 1, c3: 3, f5: 13, f6: 7, classes: 3 },
    batch: 1,
  },
  {
    name: 'the widest network',
    model: { ...WIDEST, activation: 'relu', pooling: 'max', dense: true },
    batch: 2,
  },
  { name: 'Classic LeNet with relu, three classes', model: { activation: 'relu', classes: 3 }, batch: 24 },
  { name: 'Classic LeNet, one image', model: {}, batch: 1 },
];

describe('with the same loops', async () => {
  const createLoops = await loadDoubleLoops(nodeHost);
  const same = createLoops();
  const found = CASES.map((one) => explained(one, same));

  test.each(CASES.map((one, i) => ({ ...one, i })))('$name', ({ i, ...one }) => {
    expect(found[i]).toEqual(explained(one, createLoops()));
    const expected = explained(one);
    found[i]!.gradients.forEach((gradients, k) =>
      expect(relativeError(gradients, expected.gradients[k]!)).toBeLessThanOrEqual(DOUBLE_PRECISION.value),
    );
    expect(found[i]!.explanation.predicted).toEqual(expected.explanation.predicted);
  });
});

/** Whatever is computed of a step, with each image's gradients of 100 parameters. */
function explained({ model, batch }: (typeof CASES)[number], loops?: LayerLoops) {
  const base = engineSpec(PRESETS.article);
  const spec: EngineSpec = { ...base, model: { ...base.model, ...model } };
  const { classes } = spec.model;
  const step = createStep(spec.model, batch);
  const dataset = { ...DATASET, labels: DATASET.labels.map((label) => label % classes) };
  const { samples, ...all } = completed(explainStep(step, spec, dataset, loops));
  const gradients = randomIndices(spec, 100).map(
    (index) => explainParameter(step, { ...all, samples }, spec, index).gradients,
  );
  return { ...all, gradients };
}

/** A step that makes every parameter smaller. */
function createStep(model: ModelConfig, batch: number): RecordedStep {
  const before = freshState(initialParameters(model, 'pytorch', 5));
  const after = { ...before, step: 1, parameters: before.parameters.map((value) => 0.99 * value) };
  const samples = Uint32Array.from({ length: batch }, (_, i) =>
    encodeSample({ index: i, flip: i % 2 === 1, shiftX: (i % 5) - 2, shiftY: (i % 3) - 1 }),
  );
  return { before, samples, learningRate: 0.01, after };
}
