// The receptive fields compared with the network: a pixel is in a unit's field if a change of it changes the unit.

import { expect, test } from 'vitest';
import { randomStream } from '../base/random.ts';
import { activationShapes } from '../contract/activations.ts';
import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { freshState } from '../engine/fresh-state.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { receptiveField } from './receptive-field.ts';

const model: ModelConfig = {
  c1: 1,
  c3: 1,
  f5: 2,
  f6: 2,
  classes: 10,
  activation: 'tanh',
  pooling: 'average',
  dense: false,
};
const LAYERS = ['c1', 's2', 'c3', 's4', 'f5'] as const;

test('exactly the pixels of its field change a unit', async () => {
  const engine = createReferenceEngine({
    model,
    optimizer: 'sgd',
    weightDecay: 0,
    labelSmoothing: 0,
    maxBatch: 1,
  });
  const random = randomStream(5, 'weights');
  const parameters = new Float32Array(parameterLayout(model).size).map(() => random.unit() * 0.2 + 0.05);
  await engine.write(freshState(parameters));
  const blank = await engine.activations(new Uint8Array(784));
  const shapes = activationShapes(model);
  for (let pixel = 0; pixel < 784; pixel++) {
    const y = Math.floor(pixel / 28);
    const x = pixel % 28;
    const lit = await engine.activations(new Uint8Array(784).fill(255, pixel, pixel + 1));
    for (const layer of LAYERS) {
      const width = shapes[layer][2] ?? 1;
      const mismatches = [...lit[layer]].flatMap((value, unit) => {
        const { top, left, bottom, right } = receptiveField(layer, Math.floor(unit / width), unit % width);
        const inside = y >= top && y < bottom && x >= left && x < right;
        return (value !== blank[layer][unit]) === inside ? [] : [{ layer, unit, x, y }];
      });
      expect(mismatches).toEqual([]);
    }
  }
});
