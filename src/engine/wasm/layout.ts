// Copies between the flat layout of contract/model.ts and the kernels' layout, which pads dense rows with zeros.

import type { ActivationLayer } from '../../contract/activations.ts';
import type { ModelConfig } from '../../contract/model.ts';
import type { Kernels } from './kernels.ts';

/** The kernels' array of each layer's outputs, in lanes, maps and units in PyTorch's order. */
export const LAYER_ARRAYS = {
  c1: 'c1Output',
  s2: 's2Output',
  c3: 'c3Output',
  s4: 's4Output',
  f5: 'f5Output',
  f6: 'f6Output',
  logits: 'logits',
} as const satisfies Record<ActivationLayer, keyof Kernels>;

/** `rows` rows of `length` elements: contiguous in the flat array, `stride` apart in the kernels' array. */
interface Block {
  /** First element in the flat array. */
  flat: number;
  /** First element in the kernels' array. */
  padded: number;
  rows: number;
  length: number;
  stride: number;
}

function blocks({ c1, c3, f5, f6, classes }: ModelConfig, kernels: Kernels): Block[] {
  const found: Block[] = [];
  let flat = 0;
  const add = (padded: number, rows: number, length: number, stride: number) => {
    found.push({ flat, padded, rows, length, stride });
    flat += rows * length;
  };
  // Both convolutions have the same layout in both arrays.
  const convolutions = c1 * 26 + c3 * (c1 * 25 + 1);
  add(0, 1, convolutions, convolutions);
  add(kernels.f5Weight.value, f5, c3 * 25, kernels.f5Width.value);
  add(kernels.f5Bias.value, 1, f5, f5);
  add(kernels.f6Weight.value, f6, f5, kernels.f6Width.value);
  add(kernels.f6Bias.value, 1, f6, f6);
  add(kernels.f7Weight.value, classes, f6, kernels.f7Width.value);
  add(kernels.f7Bias.value, 1, classes, classes);
  return found;
}

/** Copies `flat` into the kernels' array `padded`; its padding does not change. */
export function toKernels(
  model: ModelConfig,
  kernels: Kernels,
  flat: Float32Array,
  padded: Float32Array,
): void {
  for (const block of blocks(model, kernels)) {
    for (let r = 0; r < block.rows; r++) {
      const from = block.flat + r * block.length;
      padded.set(flat.subarray(from, from + block.length), block.padded + r * block.stride);
    }
  }
}

/** Copies the kernels' array `padded` into `flat`. */
export function fromKernels(
  model: ModelConfig,
  kernels: Kernels,
  padded: Float32Array,
  flat: Float32Array,
): void {
  for (const block of blocks(model, kernels)) {
    for (let r = 0; r < block.rows; r++) {
      const from = block.padded + r * block.stride;
      flat.set(padded.subarray(from, from + block.length), block.flat + r * block.length);
    }
  }
}
