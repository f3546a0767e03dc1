// The order in which this engine keeps parameters on the GPU, and the way there and back. Same offsets and sizes as
// the shared layout; only the order inside each weight differs:
//   convolution [kh, kw, in, out], turned by 180 degrees; dense [in, out], f5's inputs as [row, column, channel], turned.
// Each weight is followed by its bias, so that the two are one matrix with one more row.

import { activationShapes, createActivations, type Activations } from '../../contract/activations.ts';
import { parameterLayout, type ModelConfig, type TensorLayout } from '../../contract/model.ts';

/** Side of the maps that enter f5. */
const POOLED_SIDE = 5;
const POOLED = POOLED_SIDE * POOLED_SIDE;

/** One layer's matrix inside the flat array: `inputs` rows of weights and one row of biases, `outputs` columns. */
export interface LayerMatrix {
  offset: number;
  inputs: number;
  outputs: number;
}

export type LayerName = 'c1' | 'c3' | 'f5' | 'f6' | 'f7';

/** Where each layer's matrix lies. */
export function layerMatrices(model: ModelConfig): Record<LayerName, LayerMatrix> {
  const { tensors } = parameterLayout(model);
  const matrix = (layer: LayerName): LayerMatrix => {
    const { offset, shape, size } = tensors.find(({ name }) => name === `${layer}.weight`)!;
    return { offset, inputs: size / shape[0]!, outputs: shape[0]! };
  };
  return { c1: matrix('c1'), c3: matrix('c3'), f5: matrix('f5'), f6: matrix('f6'), f7: matrix('f7') };
}

/** For each input of a layer in this engine's order, its place in PyTorch's. */
function inputOrder({ name, shape }: TensorLayout): number[] {
  if (name === 'f6.weight' || name === 'f7.weight') return Array.from({ length: shape[1]! }, (_, i) => i);
  // c1, c3: [in, kh, kw] to turned [kh, kw, in]. f5: [channel, row, column] to turned [row, column, channel].
  // Kernels and the maps that enter f5 are 5 x 5 alike.
  const channels = name === 'f5.weight' ? shape[1]! / POOLED : shape[1]!;
  const order: number[] = [];
  for (let place = POOLED - 1; place >= 0; place--) {
    for (let channel = 0; channel < channels; channel++) order.push(channel * POOLED + place);
  }
  return order;
}

/** For every element in this engine's order, its index in the shared flat layout. */
export function permutation(model: ModelConfig): Uint32Array {
  const { tensors, size } = parameterLayout(model);
  const table = new Uint32Array(size);
  for (const tensor of tensors) {
    const { name, shape, offset } = tensor;
    if (name.endsWith('.bias')) {
      for (let i = 0; i < tensor.size; i++) table[offset + i] = offset + i;
      continue;
    }
    const outputs = shape[0]!;
    const order = inputOrder(tensor);
    order.forEach((source, input) => {
      for (let output = 0; output < outputs; output++) {
        table[offset + input * outputs + output] = offset + output * order.length + source;
      }
    });
  }
  return table;
}

/** From the shared layout to this engine's. */
export function toEngine(table: Uint32Array, shared: Float32Array): Float32Array {
  return Float32Array.from(table, (source) => shared[source]!);
}

/** From this engine's layout to the shared one. */
export function fromEngine(table: Uint32Array, own: Float32Array): Float32Array {
  const shared = new Float32Array(own.length);
  table.forEach((target, i) => {
    shared[target] = own[i]!;
  });
  return shared;
}

/** From `own`, all layers' outputs one after another, maps as [row, column, map] and turned, to the shared layout. */
export function activationsFromEngine(model: ModelConfig, own: Float32Array): Activations {
  const shapes = activationShapes(model);
  return createActivations(model, (layer, size, offset) => {
    const [channels, height, width] = shapes[layer];
    if (height === undefined || width === undefined) return own.slice(offset, offset + size);
    const places = height * width;
    return new Float32Array(size).map((_, i) => {
      const channel = Math.floor(i / places);
      return own[offset + (places - 1 - (i % places)) * channels! + channel]!;
    });
  });
}
