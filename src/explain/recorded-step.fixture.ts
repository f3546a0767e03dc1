// Steps of real engines on images that can be learned, and the differences of their explanation.

import { randomStream } from '../base/random.ts';
import { PRESETS, type PresetName } from '../contract/config.ts';
import type { ParameterExplanation } from '../contract/explanation.ts';
import { IMAGE_PIXELS, parameterLayout } from '../contract/model.ts';
import { encodeSample } from '../contract/sample.ts';
import type { Engine, EngineSpec } from '../engine/engine.ts';
import { freshState } from '../engine/fresh-state.ts';
import type { Dataset } from '../engine/reference/trainer.ts';
import { ADDED_UP } from '../engine/tolerances.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { engineSpec } from '../training/engine-spec.ts';
import { explainParameter } from './explain-parameter.ts';
import { explainStep } from './explain-step.ts';
import type { RecordedStep } from './recorded-step.ts';

const COUNT = 160;

/** Class k is a bright band at its own height, on noise. */
export const DATASET: Dataset = createImages();

function createImages(): Dataset {
  const random = randomStream(3, 'explained step');
  const images = Uint8Array.from({ length: COUNT * IMAGE_PIXELS }, () =>
    random.unit() < 0.7 ? 0 : random.below(90),
  );
  const labels = Uint8Array.from({ length: COUNT }, () => random.below(10));
  labels.forEach((label, i) => {
    const start = i * IMAGE_PIXELS + (label * 2 + 4) * 28 + random.below(10);
    for (let pixel = 0; pixel < 46; pixel++) images[start + pixel] = 120 + random.below(136);
  });
  return { images, labels };
}

export function presetSpec(preset: PresetName): EngineSpec {
  return engineSpec(PRESETS[preset]);
}

/** Mirrored and shifted images, in an order of their own for each step. */
function batchOf(count: number, step: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => {
    const at = step * count + i;
    return encodeSample({
      index: (at * 37) % COUNT,
      flip: at % 2 === 1,
      shiftX: (at % 5) - 2,
      shiftY: (at % 3) - 1,
    });
  });
}

/** The step after `earlier` ones, all with `batch` images. Disposes of the engine. */
export async function recordStep(
  engine: Engine,
  spec: EngineSpec,
  { earlier, batch, learningRate }: { earlier: number; batch: number; learningRate: number },
): Promise<RecordedStep> {
  await engine.upload(DATASET.images, DATASET.labels);
  await engine.write(freshState(initialParameters(spec.model, 'pytorch', 5)));
  const learningRates = Float32Array.of(learningRate);
  for (let step = 0; step < earlier; step++) {
    await engine.train({ samples: batchOf(batch, step), batch, learningRates });
  }
  const before = await engine.read();
  const step = { before, samples: batchOf(batch, earlier), learningRate: learningRates[0]!, after: before };
  return repeatStep(engine, step);
}

/** The same step made by another engine, which is disposed of. */
export async function repeatStep(engine: Engine, step: RecordedStep): Promise<RecordedStep> {
  const { samples, learningRate, before } = step;
  await engine.upload(DATASET.images, DATASET.labels);
  await engine.write(before);
  await engine.train({ samples, batch: samples.length, learningRates: Float32Array.of(learningRate) });
  const after = await engine.read();
  engine.dispose();
  return { ...step, after };
}

/** What a generator returns. */
export function completed<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Parameters at random, as many of each tensor as far as it has them. */
export function randomIndices(spec: EngineSpec, count: number): number[] {
  const random = randomStream(11, 'parameters');
  const { tensors } = parameterLayout(spec.model);
  return Array.from({ length: count }, (_, i) => {
    const { offset, size } = tensors[i % tensors.length]!;
    return offset + random.below(size);
  });
}

export function explained(step: RecordedStep, spec: EngineSpec, indices: readonly number[]) {
  const all = completed(explainStep(step, spec, DATASET));
  return indices.map((index) => explainParameter(step, all, spec, index));
}

/** The parameters whose new value, added up from the parts of `step`, is not the one that its engine computed. */
export function notAddedUp(step: RecordedStep, spec: EngineSpec, indices: readonly number[]) {
  return explained(step, spec, indices).filter((parts) => {
    const value = addedUp(parts);
    const { engineAfter, terms } = parts;
    const allowed = Math.max(
      ADDED_UP.engine.value * Math.abs(engineAfter),
      ADDED_UP.nearZero.value * Math.abs(value - terms.before),
    );
    return !(Math.abs(value - engineAfter) <= allowed);
  });
}

/** The new value, added up from the parts that the page shows. */
export function addedUp({ gradients, terms }: Omit<ParameterExplanation, 'history'>): number {
  const { before, rule, learningRate, decoupledDecay, step } = terms;
  const mean = gradients.reduce((sum, gradient) => sum + gradient, 0) / gradients.length;
  const gradient = mean + rule.decayTerm;
  if (rule.optimizer === 'sgd') {
    return before - learningRate * (rule.momentum * rule.velocityBefore + gradient);
  }
  const { beta1, beta2, epsilon } = rule;
  const moment1 = beta1 * rule.moment1Before + (1 - beta1) * gradient;
  const moment2 = beta2 * rule.moment2Before + (1 - beta2) * gradient ** 2;
  const root = Math.sqrt(moment2 / (1 - beta2 ** step)) + epsilon;
  return before - decoupledDecay - (learningRate * (moment1 / (1 - beta1 ** step))) / root;
}
