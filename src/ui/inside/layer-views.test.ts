import { expect, test } from 'vitest';
import { activationShapes } from '../../contract/activations.ts';
import { PRESETS } from '../../contract/config.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { parameterLayout } from '../../contract/model.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { filtersOf, layerViews, strongest, weightsOf } from './layer-views.ts';

const { c1, c3, f5, f6, activation, pooling, dense } = PRESETS.article;
const model = { c1, c3, f5, f6, activation, pooling, dense };

/** Parameters grow with their index; the image is bright. */
async function inspected(): Promise<Inspection> {
  const { size } = parameterLayout(model);
  const parameters = Float32Array.from({ length: size }, (_, i) => i / size);
  const engine = createReferenceEngine({
    model,
    optimizer: 'sgd',
    weightDecay: 0,
    labelSmoothing: 0,
    maxBatch: 1,
  });
  const unused = new Float32Array(size);
  await engine.write({ step: 0, parameters, moment1: unused, moment2: unused });
  const pixels = new Uint8Array(784).fill(200);
  const activations = await engine.activations(pixels);
  const probabilities = await engine.predict(pixels);
  const rest = { current: true, step: 0, steps: [], label: null, occlusion: null };
  return { model, pixels, activations, probabilities, parameters, ...rest };
}

test('every value of every layer is in one map', async () => {
  const inspection = await inspected();
  const shapes = activationShapes(model);
  for (const { layer, maps, values } of layerViews(inspection)) {
    expect(maps.flatMap((map) => [...map.values])).toEqual([...values]);
    const [channels, rows, columns] = shapes[layer];
    if (rows) expect(maps).toHaveLength(channels!);
    if (rows) expect(maps[0]).toMatchObject({ rows, columns });
    for (const map of maps) expect(map.rows * map.columns).toBeGreaterThanOrEqual(map.values.length);
  }
});

test('a unit’s value is the weighted sum of the layer before', async () => {
  const inspection = await inspected();
  const { activations } = inspection;
  const sum = (weights: NonNullable<ReturnType<typeof weightsOf>>, inputs: Float32Array) =>
    weights.grids
      .flatMap((grid) => [...grid.values])
      .reduce((total, w, i) => total + w * inputs[i]!, weights.bias);
  // The article has no activation between the dense layers.
  for (const [layer, before, cell] of [
    ['f5', 's4', 17],
    ['f6', 'f5', 83],
    ['logits', 'f6', 9],
  ] as const) {
    const weights = weightsOf(inspection, { layer, map: 0, cell })!;
    expect(sum(weights, activations[before]) / activations[layer][cell]!).toBeCloseTo(1, 4);
  }
  expect(weightsOf(inspection, { layer: 's2', map: 1, cell: 3 })).toBeNull();
});

test('filters are the convolutions’ kernels', async () => {
  const inspection = await inspected();
  const c3Filters = filtersOf(inspection, 'c3');
  expect([c3Filters.length, c3Filters[0]!.length]).toEqual([16, 6]);
  const { offset } = parameterLayout(model).tensors.find(({ name }) => name === 'c3.weight')!;
  expect(c3Filters[2]![4]!.values).toEqual(
    inspection.parameters.subarray(offset + 2 * 150 + 100, offset + 2 * 150 + 125),
  );
  expect(weightsOf(inspection, { layer: 'c3', map: 2, cell: 0 })!.grids).toEqual(c3Filters[2]);
});

test('the strongest value is the one farthest from zero', () => {
  expect(strongest([0.2, -0.9, 0.9])).toBe(1);
});
