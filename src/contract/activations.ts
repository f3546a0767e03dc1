// The layers' outputs for one image: names, shapes, and their order in one flat array. Axis orders are PyTorch's, as for the
// parameters in model.ts.

import { IMAGE_SIDE, type ModelConfig } from './model.ts';

/** In the order of the network, each after its activation function. */
export const ACTIVATION_LAYERS = ['c1', 's2', 'c3', 's4', 'f5', 'f6', 'logits'] as const;
export type ActivationLayer = (typeof ACTIVATION_LAYERS)[number];

/** The outputs of every layer for one image, flat, in the shapes of `activationShapes`. */
export type Activations = Record<ActivationLayer, Float32Array>;

/** [channels, height, width] for convolution and pooling, [units] for dense layers. */
export function activationShapes(model: ModelConfig): Record<ActivationLayer, readonly number[]> {
  const { c1, c3, f5, f6, classes } = model;
  const side1 = IMAGE_SIDE;
  const side3 = side1 / 2 - 4;
  return {
    c1: [c1, side1, side1],
    s2: [c1, side1 / 2, side1 / 2],
    c3: [c3, side3, side3],
    s4: [c3, side3 / 2, side3 / 2],
    f5: [f5],
    f6: [f6],
    logits: [classes],
  };
}

/** Number of elements of all layers. */
export function activationCount(model: ModelConfig): number {
  return Object.values(activationShapes(model)).reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** One array a layer, from `create`, which is called in order; `offset` is the size of the layers before. */
export function createActivations(
  model: ModelConfig,
  create: (layer: ActivationLayer, size: number, offset: number) => Float32Array,
): Activations {
  const shapes = activationShapes(model);
  let offset = 0;
  const next = (layer: ActivationLayer) => {
    const size = sizeOf(shapes[layer]);
    const values = create(layer, size, offset);
    offset += size;
    return values;
  };
  return {
    c1: next('c1'),
    s2: next('s2'),
    c3: next('c3'),
    s4: next('s4'),
    f5: next('f5'),
    f6: next('f6'),
    logits: next('logits'),
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
