import { expect, it } from 'vitest';
import { PRESETS } from '../../contract/config.ts';
import { IMAGE_PIXELS, parameterLayout } from '../../contract/model.ts';
import { freshState } from '../../engine/fresh-state.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import { engineSpec } from '../engine-spec.ts';
import { dataset } from '../session.fixture.ts';
import { constantUnits } from './constant-units.ts';

const images = dataset.images.slice(0, 20 * IMAGE_PIXELS);
const { sprint } = PRESETS;

async function counted(change: (parameters: Float32Array, offset: (name: string) => number) => void) {
  const parameters = initialParameters(sprint, sprint.init, sprint.seed);
  const { tensors } = parameterLayout(sprint);
  change(parameters, (name) => tensors.find((tensor) => tensor.name === name)!.offset);
  const engine = createReferenceEngine(engineSpec(sprint));
  await engine.write(freshState(parameters));
  const { images: count, layers } = await constantUnits(engine, engineSpec(sprint).model, images);
  expect(count).toBe(20);
  return Object.fromEntries(layers.map(({ layer, constant, units }) => [layer, { constant, units }]));
}

it('names the units of each layer that a large negative bias switches off', async () => {
  const before = await counted(() => {});
  expect(before).toMatchObject({ c3: { constant: [], units: 24 } });
  expect(before['f6']!.constant.length).toBeLessThan(32);
  const after = await counted((parameters, offset) => {
    parameters.fill(-1e3, offset('c3.bias') + 2, offset('c3.bias') + 5);
    parameters.fill(-1e3, offset('f6.bias'), offset('f6.bias') + 32);
  });
  expect(after).toMatchObject({ c1: before['c1'], c3: { constant: [2, 3, 4], units: 24 } });
  expect(after['f6']).toEqual({ constant: Array.from({ length: 32 }, (_, unit) => unit), units: 32 });
});
