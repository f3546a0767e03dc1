// Compares calculations with an engine's own values, for random units of the presets' networks.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { ACTIVATION_LAYERS } from '../contract/activations.ts';
import { PRESET_NAMES, PRESETS } from '../contract/config.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { plainSample } from '../contract/sample.ts';
import type { Engine, EngineSpec } from '../engine/engine.ts';
import { freshState } from '../engine/fresh-state.ts';
import { IMAGES, LABELS } from '../engine/testing/inputs.ts';
import { RE_ADDED } from '../engine/tolerances.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import type { Calculation } from './calculation.ts';
import { calculate } from './calculate.ts';
import { cellCount, mapCount, type Pass, type ValueRef } from './value.ts';

/** The pass of image `index` of the tests' inputs through `engine`. */
export async function passOf(engine: Engine, { model }: EngineSpec, index: number): Promise<Pass> {
  const pixels = IMAGES.slice(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
  const [activations, probabilities, { parameters }] = await Promise.all([
    engine.activations(pixels),
    engine.predict(pixels),
    engine.read(),
  ]);
  return { model, pixels, label: LABELS[index]!, activations, probabilities, parameters };
}

/** The sum of the absolute terms of a calculation. */
function size(found: Calculation): number {
  switch (found.kind) {
    case 'convolution':
      return found.inputs.reduce(
        (sum, { products }) => sum + products.reduce((part, product) => part + Math.abs(product), 0),
        Math.abs(found.bias),
      );
    case 'dense':
      return found.terms.reduce((sum, { product }) => sum + Math.abs(product), Math.abs(found.bias));
    case 'pooling':
      return found.inputs.reduce((sum, input) => sum + Math.abs(input), 0);
    case 'probability':
    case 'loss':
    case 'pixel':
      return 0;
    default:
      return found satisfies never;
  }
}

function outside(found: Calculation): boolean {
  const engineValue = 'engineValue' in found ? found.engineValue : found.value;
  const allowed = RE_ADDED.value.value * Math.abs(engineValue) + RE_ADDED.floor.value * size(found);
  return !(Math.abs(found.value - engineValue) <= allowed);
}

export function testReAdding(create: (spec: EngineSpec) => Engine | Promise<Engine>, units: number): void {
  test.each(PRESET_NAMES)('%s: the parts of every value re-add to it', async (preset) => {
    const { c1, c3, f5, f6, activation, pooling, dense, classes, smoothing } = PRESETS[preset];
    const model = { c1, c3, f5, f6, activation, pooling, dense, classes };
    const spec: EngineSpec = {
      model,
      optimizer: 'sgd',
      weightDecay: 0,
      labelSmoothing: smoothing,
      maxBatch: 12,
    };
    const engine = await create(spec);
    try {
      await engine.upload(IMAGES, LABELS);
      // Larger than a fresh network's, so that values and activations spread.
      await engine.write(freshState(initialParameters(model, 'pytorch', 5).map((value) => 2 * value)));
      const random = randomStream(3, preset);
      const pass = await passOf(engine, spec, 2);
      const refs: ValueRef[] = Array.from({ length: units }, () => {
        const layer = ACTIVATION_LAYERS[random.below(ACTIVATION_LAYERS.length)]!;
        const map = random.below(mapCount(model, layer));
        return { kind: 'unit', layer, map, cell: random.below(cellCount(model, layer)) };
      });
      for (let label = 0; label < 10; label++) refs.push({ kind: 'probability', label });
      const wrong = refs.filter((ref) => outside(calculate(pass, ref)));
      expect(wrong).toEqual([]);
      const { lossSum } = await engine.evaluate(Uint32Array.of(plainSample(2)));
      const { value } = calculate(pass, { kind: 'loss' });
      expect(Math.abs(value - lossSum)).toBeLessThanOrEqual(RE_ADDED.value.value * Math.max(1, lossSum));
    } finally {
      engine.dispose();
    }
  });
}
