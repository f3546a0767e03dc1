// The occlusion map of a network whose output depends on one small square of the image, computed by hand.

import { expect, test } from 'vitest';
import { parameterLayout, type ModelConfig, type TensorName } from '../../contract/model.ts';
import { freshState } from '../../engine/fresh-state.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { GRID_SIDE, occludedImages, occlusionMap, PATCH_SIDE, PATCH_STRIDE } from './occlusion.ts';

const model: ModelConfig = {
  c1: 1,
  c3: 1,
  f5: 1,
  f6: 1,
  classes: 10,
  activation: 'relu',
  pooling: 'average',
  dense: false,
};
const CLASS = 3;
const GAIN = 4;

/**
 * Both kernels copy their centre, f5 reads only the cell (2, 2) of s4, and f7 passes it to one class. That cell is the mean
 * of c3's rows and columns 4 and 5, which are s2's 6 and 7 and the image's 12 to 15.
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

/** How many of the pixels 12 to 15 the patch with this index in its row (or column) covers. */
function overlap(index: number): number {
  const first = index * PATCH_STRIDE;
  return Math.max(0, Math.min(first + PATCH_SIDE, 16) - Math.max(first, 12));
}

test('the probability drops by the share of the square that is covered, and nowhere else', async () => {
  const engine = createReferenceEngine({
    model,
    optimizer: 'sgd',
    weightDecay: 0,
    labelSmoothing: 0,
    maxBatch: 1,
  });
  await engine.write(freshState(parameters()));
  const image = new Uint8Array(784).fill(255);
  const map = occlusionMap(await engine.predict(occludedImages(image)), 10);
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
  expect(map.probabilityDrops.filter((drop) => drop > 0).length).toBe(16);
  expect(Math.max(...map.probabilityDrops)).toBeCloseTo(probability(1) - 0.1, 6);
});

test('the patches cover every pixel, and change nothing else', () => {
  const image = Uint8Array.from({ length: 784 }, (_, i) => 1 + (i % 255));
  const images = occludedImages(image);
  expect(images.subarray(0, 784)).toEqual(image);
  const covered = new Uint8Array(784);
  for (let patch = 1; patch <= GRID_SIDE * GRID_SIDE; patch++) {
    images.subarray(patch * 784, (patch + 1) * 784).forEach((pixel, i) => {
      if (pixel === 0) covered[i] = 1;
      else expect(pixel).toBe(image[i]);
    });
  }
  expect(covered.every(Boolean)).toBe(true);
});
