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

const ODD: Partial<ModelConfig> = { c1: 1, c3: 3, f5: 13, f6: 7, classes: 3 };
const RELU: Partial<ModelConfig> = { activation: 'relu', pooling: 'max', dense: true };
const WIDEST: Partial<ModelConfig> = { ...RELU, c1: 32, c3: 64, f5: 400, f6: 400 };
/** Memory grows up to the widest network, is reused by the next step, and is replaced at last. */
const CASES: readonly { name: string; model: Partial<ModelConfig>; batch: number }[] = [
  { name: 'odd numbers of maps, three classes, one image', model: ODD, batch: 1 },
  { name: 'Classic LeNet, 8 images', model: {}, batch: 8 },
  { name: 'Classic LeNet with relu, three classes, 12 images', model: { ...RELU, classes: 3 }, batch: 12 },
  { name: 'Classic LeNet, one image', model: {}, batch: 1 },
  { name: 'the widest network, two images', model: WIDEST, batch: 2 },
  { name: 'one almost as wide, one image', model: { ...WIDEST, c1: 31, c3: 63, f5: 399 }, batch: 1 },
  { name: 'few maps, 2 images', model: ODD, batch: 2 },
];

describe('with the same loops', async () => {
  const createLoops = await loadDoubleLoops(nodeHost);
  const same = createLoops();
  const reused = new Map(CASES.map((one) => [one.name, explained(one, same)]));

  test.each(CASES)('$name', (one) => {
    const found = reused.get(one.name)!;
    expect(found).toEqual(explained(one, createLoops()));
    const expected = explained(one);
    found.gradients.forEach((gradients, i) =>
      expect(relativeError(gradients, expected.gradients[i]!)).toBeLessThanOrEqual(DOUBLE_PRECISION.value),
    );
    expect(found.explanation.predicted).toEqual(expected.explanation.predicted);
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
