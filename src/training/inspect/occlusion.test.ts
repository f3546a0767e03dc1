// The occlusion map of a network whose answer hangs on one small square of the picture, by numbers worked out by hand.

import { expect, test } from 'vitest';
import { parameterLayout, type ModelConfig, type TensorName } from '../../contract/model.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { GRID_SIDE, occludedImages, occlusionMap, PATCH_SIDE, PATCH_STRIDE } from './occlusion.ts';

const model: ModelConfig = {
  c1: 1,
  c3: 1,
  f5: 1,
  f6: 1,
  activation: 'relu',
  pooling: 'average',
  dense: false,
};
const CLASS = 3;
const GAIN = 4;

/**
 * Both kernels pass their middle on, f5 reads the cell (2, 2) of s4 alone, and f7 gives it to one class. That cell is the
 * mean of c3's rows and columns 4 and 5, of s2's 6 and 7, of the picture's 12 to 15.
 */
function parameters(): Float32Array {
  const { tensors, size } = parameterLayout(model);
  const flat = new Float32Array(size);
  const set = (name: TensorName, index: number, value: number) => {
    flat[tensors.find((tensor) => tensor.name === name)!.offset + index] = value;
  };
  set('c1.weight', 12, 1);
  set('c3.weight', 12, 1);
  set('f5.weight', 12, 1);
  set('f6.weight', 0, 1);
  set('f7.weight', CLASS, GAIN);
  return flat;
}

/** Pixels 12 to 15 that the patch in this place of its row (or column) takes away. */
function overlap(place: number): number {
  const first = place * PATCH_STRIDE;
  return Math.max(0, Math.min(first + PATCH_SIDE, 16) - Math.max(first, 12));
}

test('the probability falls where the network looks, by as much as is taken away, and nowhere else', async () => {
  const engine = createReferenceEngine({
    model,
    optimizer: 'sgd',
    weightDecay: 0,
    labelSmoothing: 0,
    maxBatch: 1,
  });
  const flat = parameters();
  const unused = new Float32Array(flat.length);
  await engine.write({ step: 0, parameters: flat, moment1: unused, moment2: unused });
  const picture = new Uint8Array(784).fill(255);
  const map = occlusionMap(await engine.predict(occludedImages(picture)));
  expect(map).toMatchObject({ predicted: CLASS, side: 13, patch: 5, stride: 2 });

  const probability = (share: number) => Math.exp(GAIN * share) / (Math.exp(GAIN * share) + 9);
  for (let row = 0; row < GRID_SIDE; row++) {
    for (let column = 0; column < GRID_SIDE; column++) {
      const left = 1 - (overlap(row) * overlap(column)) / 16;
      expect(map.probabilityDrops[row * GRID_SIDE + column]).toBeCloseTo(
        probability(1) - probability(left),
        6,
      );
    }
  }
  expect(map.probabilityDrops.filter((fall) => fall > 0).length).toBe(16);
  expect(Math.max(...map.probabilityDrops)).toBeCloseTo(probability(1) - 0.1, 6);
});

test('the patches cover every pixel, and change no other', () => {
  const picture = Uint8Array.from({ length: 784 }, (_, i) => 1 + (i % 255));
  const pictures = occludedImages(picture);
  expect(pictures.subarray(0, 784)).toEqual(picture);
  const covered = new Uint8Array(784);
  for (let patch = 1; patch <= GRID_SIDE * GRID_SIDE; patch++) {
    pictures.subarray(patch * 784, (patch + 1) * 784).forEach((pixel, i) => {
      if (pixel === 0) covered[i] = 1;
      else expect(pixel).toBe(picture[i]);
    });
  }
  expect(covered.every(Boolean)).toBe(true);
});
