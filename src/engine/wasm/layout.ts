// From the flat layout of contract/model.ts to the kernels' and back: dense rows are padded with zeros there.

import type { ActivationLayer } from '../../contract/activations.ts';
import { CLASS_COUNT, type ModelConfig } from '../../contract/model.ts';
import type { Kernels } from './kernels.ts';

/** Where each layer's outputs lie, in lanes; maps and units in PyTorch's order. */
export const LAYER_ARRAYS = {
  c1: 'maps1',
  s2: 'pooled1',
  c3: 'maps3',
  s4: 'pooled3',
  f5: 'hidden5',
  f6: 'hidden6',
  logits: 'logits',
} as const satisfies Record<ActivationLayer, keyof Kernels>;

/** `rows` stretches of `length` elements: together in the flat array, `stride` apart in the kernels'. */
interface Block {
  flat: number;
  own: number;
  rows: number;
  length: number;
  stride: number;
}

function blocks({ c1, c3, f5, f6 }: ModelConfig, kernels: Kernels): Block[] {
  const found: Block[] = [];
  let flat = 0;
  const add = (own: number, rows: number, length: number, stride: number) => {
    found.push({ flat, own, rows, length, stride });
    flat += rows * length;
  };
  // Both convolutions lie there as here.
  const convolutions = c1 * 26 + c3 * (c1 * 25 + 1);
  add(0, 1, convolutions, convolutions);
  add(kernels.f5Weight.value, f5, c3 * 25, kernels.width5.value);
  add(kernels.f5Bias.value, 1, f5, f5);
  add(kernels.f6Weight.value, f6, f5, kernels.width6.value);
  add(kernels.f6Bias.value, 1, f6, f6);
  add(kernels.f7Weight.value, CLASS_COUNT, f6, kernels.width7.value);
  add(kernels.f7Bias.value, 1, CLASS_COUNT, CLASS_COUNT);
  return found;
}

/** Copies `flat` into the kernels' array `own`; the padding stays as it is. */
export function toKernels(model: ModelConfig, kernels: Kernels, flat: Float32Array, own: Float32Array): void {
  for (const block of blocks(model, kernels)) {
    for (let r = 0; r < block.rows; r++) {
      const from = block.flat + r * block.length;
      own.set(flat.subarray(from, from + block.length), block.own + r * block.stride);
    }
  }
}

/** Copies the kernels' array `own` into `flat`. */
export function fromKernels(
  model: ModelConfig,
  kernels: Kernels,
  own: Float32Array,
  flat: Float32Array,
): void {
  for (const block of blocks(model, kernels)) {
    for (let r = 0; r < block.rows; r++) {
      const from = block.own + r * block.stride;
      flat.set(own.subarray(from, from + block.length), block.flat + r * block.length);
    }
  }
}
