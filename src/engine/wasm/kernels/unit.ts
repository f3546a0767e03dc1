// Forward and backward pass of one unit of work (four samples), and the update of one item.
// The results are the same whichever thread takes a unit or an item: units write to separate places, and an item sums
// them in order.

import { activate, activateBackward } from './activation.ts';
import { convolveC1, convolveC3 } from './convolution.ts';
import { c3InputGradient, kernelGradients } from './convolution-backward.ts';
import {
  dense,
  denseBiasGradient,
  denseInputGradient,
  denseWeightGradient,
  lanesToRows,
  rowsToLanes,
} from './dense.ts';
import { gather } from './gather.ts';
import {
  ITEM,
  LANES,
  f7Rows,
  VECTOR,
  c1,
  c1Bias,
  c3,
  c3Bias,
  c3Weight,
  convolutionSize,
  denseActivation,
  f5,
  f5Bias,
  f5Weight,
  f6,
  f6Bias,
  f6Weight,
  f7Bias,
  f7Weight,
  framed,
  f5Gradients,
  f6Gradients,
  f7Gradients,
  f5Output,
  f6Output,
  f5Inputs,
  f6Inputs,
  f7Inputs,
  itemGradients,
  logits,
  c1Output,
  c3Output,
  f5Rows,
  f6Rows,
  parameters,
  partials,
  s2Output,
  s4Output,
  s2Gradient,
  s4Gradient,
  f5Width,
  f6Width,
  f7Width,
} from './layout.ts';
import { pool, poolBackward } from './pooling.ts';
import { update } from './optimizer.ts';

const C1_MAP: i32 = 784 * VECTOR;
const S2_MAP: i32 = 196 * VECTOR;
const C3_MAP: i32 = 100 * VECTOR;
const S4_MAP: i32 = 25 * VECTOR;

/** Address of the parameter at `offset`. */
// @inline
function at(offset: i32): usize {
  return parameters + offset * 4;
}

/**
 * Logits of the images of `count` words at `word`. The inputs of the dense layers go to the four rows from `row` on.
 */
export function forward(images: usize, word: usize, count: i32, row: i32): void {
  gather(images, word, count);
  for (let map = 0; map < c1; map++) {
    const plane = c1Output + map * C1_MAP;
    convolveC1(framed, at(map * 25), load<f32>(at(c1Bias + map)), plane);
    activate(plane, 784);
    pool(plane, s2Output + map * S2_MAP, 28);
  }
  for (let map = 0; map < c3; map++) {
    const plane = c3Output + map * C3_MAP;
    convolveC3(s2Output, at(c3Weight + map * c1 * 25), load<f32>(at(c3Bias + map)), plane);
    activate(plane, 100);
    pool(plane, s4Output + map * S4_MAP, 10);
  }
  const f5InputRows = f5Inputs + row * f5Width * 4;
  const f6InputRows = f6Inputs + row * f6Width * 4;
  const f7InputRows = f7Inputs + row * f7Width * 4;
  lanesToRows(s4Output, f5Width, f5InputRows, f5Width * 4);
  dense(f5InputRows, f5Width, at(f5Weight), at(f5Bias), f5Rows, f5Output);
  if (denseActivation) activate(f5Output, f5);
  lanesToRows(f5Output, f6Width, f6InputRows, f6Width * 4);
  dense(f6InputRows, f6Width, at(f6Weight), at(f6Bias), f6Rows, f6Output);
  if (denseActivation) activate(f6Output, f6);
  lanesToRows(f6Output, f7Width, f7InputRows, f7Width * 4);
  dense(f7InputRows, f7Width, at(f7Weight), at(f7Bias), f7Rows, logits);
}

/** From the logits' gradients back. The convolutions' gradients go to partial sum `unit`, the dense layers' to rows. */
export function backward(unit: i32): void {
  const row = unit * LANES;
  const f5Stride: usize = f5Width * 4;
  const f6Stride: usize = f6Width * 4;
  const f7Stride: usize = f7Width * 4;
  const f5GradientRows = f5Gradients + row * f6Stride;
  const f6GradientRows = f6Gradients + row * f7Stride;
  lanesToRows(logits, f7Rows, f7Gradients + row * f7Rows * 4, f7Rows * 4);
  denseInputGradient(logits, f7Rows, at(f7Weight), f7Width, f6GradientRows);
  if (denseActivation) activateBackward(f7Inputs + row * f7Stride, f6GradientRows, f7Width);
  rowsToLanes(f6GradientRows, f7Stride, f6Output, f7Width);
  denseInputGradient(f6Output, f6Rows, at(f6Weight), f6Width, f5GradientRows);
  if (denseActivation) activateBackward(f6Inputs + row * f6Stride, f5GradientRows, f6Width);
  rowsToLanes(f5GradientRows, f6Stride, f5Output, f6Width);
  denseInputGradient(f5Output, f5Rows, at(f5Weight), f5Width, itemGradients);
  rowsToLanes(itemGradients, f5Stride, s4Gradient, f5Width);

  const target = partials + unit * convolutionSize * 4;
  for (let map = 0; map < c3; map++) {
    const sum = poolBackward(c3Output + map * C3_MAP, s4Gradient + map * S4_MAP, 10);
    store<f32>(target + (c3Bias + map) * 4, sum);
  }
  for (let input = 0; input < c1; input++) {
    const weights = target + (c3Weight + input * 25) * 4;
    for (let map = 0; map < c3; map++) {
      kernelGradients(c3Output + map * C3_MAP, s2Output + input * S2_MAP, 10, weights + map * c1 * 100);
    }
    const s2MapGradient = s2Gradient + input * S2_MAP;
    c3InputGradient(c3Output, at(c3Weight + input * 25), s2MapGradient);
    store<f32>(target + (c1Bias + input) * 4, poolBackward(c1Output + input * C1_MAP, s2MapGradient, 28));
  }
  for (let map = 0; map < c1; map++) kernelGradients(c1Output + map * C1_MAP, framed, 28, target + map * 100);
}

/** Items of one update: four outputs of a dense layer, or ITEM parameters of the convolutions. */
export function itemCount(): i32 {
  return (f5Rows + f6Rows + f7Rows) / 4 + (convolutionSize + ITEM - 1) / ITEM;
}

/** Sums the gradients of item `item` over the step's `units` and updates its parameters. */
export function updateItem(item: i32, units: i32, step: i32): void {
  let output = item * 4;
  if (output < f5Rows)
    return updateDense(f5Gradients, f6Width, f5Inputs, f5Width, f5Weight, f5Bias, output, units, step);
  output -= f5Rows;
  if (output < f6Rows)
    return updateDense(f6Gradients, f7Width, f6Inputs, f6Width, f6Weight, f6Bias, output, units, step);
  output -= f6Rows;
  if (output < f7Rows)
    return updateDense(f7Gradients, f7Rows, f7Inputs, f7Width, f7Weight, f7Bias, output, units, step);
  updateConvolutions(((output - f7Rows) / 4) * ITEM, units, step);
}

function updateDense(
  gradients: usize,
  gradientWidth: i32,
  rows: usize,
  width: i32,
  weight: i32,
  bias: i32,
  output: i32,
  units: i32,
  step: i32,
): void {
  const first = gradients + output * 4;
  denseWeightGradient(first, gradientWidth * 4, rows, width, units * LANES, itemGradients);
  update(weight + output * width, itemGradients, 4 * width, step);
  denseBiasGradient(first, gradientWidth * 4, units * LANES, itemGradients);
  update(bias + output, itemGradients, 4, step);
}

function updateConvolutions(first: i32, units: i32, step: i32): void {
  const count = min(ITEM, convolutionSize - first);
  const stride: usize = convolutionSize * 4;
  for (let i: usize = 0, bytes: usize = count * 4; i < bytes; i += VECTOR) {
    let partial = partials + first * 4 + i;
    let sum = v128.load(partial);
    for (let unit = 1; unit < units; unit++) {
      partial += stride;
      sum = f32x4.add(sum, v128.load(partial));
    }
    v128.store(itemGradients + i, sum);
  }
  update(first, itemGradients, count, step);
}
