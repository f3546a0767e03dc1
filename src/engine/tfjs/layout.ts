// The order of the parameters on the GPU, and conversion from and to the shared layout. Offsets and sizes are those of
// the shared layout; the order inside each weight differs:
//   convolution [kh, kw, in, out], rotated by 180 degrees; dense [in, out], f5's inputs [row, column, channel], rotated.
// Each weight is followed by its bias, so that both form one matrix with one more row.

import { activationShapes, createActivations, type Activations } from '../../contract/activations.ts';
import { parameterLayout, type ModelConfig, type TensorLayout } from '../../contract/model.ts';

/** Side of the maps of s4. */
const S4_SIDE = 5;
const S4_PLACES = S4_SIDE * S4_SIDE;

/** One layer's matrix inside the flat array: `inputs` rows of weights and one row of biases, `outputs` columns. */
export interface LayerMatrix {
  offset: number;
  inputs: number;
  outputs: number;
}

export type LayerName = 'c1' | 'c3' | 'f5' | 'f6' | 'f7';

/** The matrix of each layer. */
export function layerMatrices(model: ModelConfig): Record<LayerName, LayerMatrix> {
  const { tensors } = parameterLayout(model);
  const matrix = (layer: LayerName): LayerMatrix => {
    const { offset, shape, size } = tensors.find(({ name }) => name === `${layer}.weight`)!;
    return { offset, inputs: size / shape[0]!, outputs: shape[0]! };
  };
  return { c1: matrix('c1'), c3: matrix('c3'), f5: matrix('f5'), f6: matrix('f6'), f7: matrix('f7') };
}

/** For each input of a layer in this engine's order, its index in PyTorch's order. */
function inputOrder({ name, shape }: TensorLayout): number[] {
  if (name === 'f6.weight' || name === 'f7.weight') return Array.from({ length: shape[1]! }, (_, i) => i);
  // c1, c3: [in, kh, kw] to rotated [kh, kw, in]. f5: [channel, row, column] to rotated [row, column, channel].
  // Kernels and the maps of s4 are both 5 x 5.
  const channels = name === 'f5.weight' ? shape[1]! / S4_PLACES : shape[1]!;
  const order: number[] = [];
  for (let place = S4_PLACES - 1; place >= 0; place--) {
    for (let channel = 0; channel < channels; channel++) order.push(channel * S4_PLACES + place);
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

/** Converts the shared layout to this engine's. */
export function toEngine(table: Uint32Array, shared: Float32Array): Float32Array {
  return Float32Array.from(table, (source) => shared[source]!);
}

/** Converts this engine's layout to the shared one. */
export function fromEngine(table: Uint32Array, engineOrder: Float32Array): Float32Array {
  const shared = new Float32Array(engineOrder.length);
  table.forEach((target, i) => {
    shared[target] = engineOrder[i]!;
  });
  return shared;
}

/** Converts `engineOrder` to the shared layout: the outputs of all layers in order, maps as [row, column, map] and rotated. */
export function activationsFromEngine(model: ModelConfig, engineOrder: Float32Array): Activations {
  const shapes = activationShapes(model);
  return createActivations(model, (layer, size, offset) => {
    const [channels, height, width] = shapes[layer];
    if (height === undefined || width === undefined) return engineOrder.slice(offset, offset + size);
    const places = height * width;
    return new Float32Array(size).map((_, i) => {
      const channel = Math.floor(i / places);
      return engineOrder[offset + (places - 1 - (i % places)) * channels! + channel]!;
    });
  });
}
