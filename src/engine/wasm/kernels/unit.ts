// One unit of work, four samples, through the whole network and back; and one item of an update.
// Which thread does which unit or item changes nothing: units write to places of their own, and items sum them in order.

import { activate, activateBackward } from './activation.ts';
import { convolve1, convolve3 } from './convolution.ts';
import { convolve3InputGradient, kernelGradients } from './convolution-backward.ts';
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
  OUTPUTS7,
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
  gradients5,
  gradients6,
  gradients7,
  hidden5,
  hidden6,
  inputs5,
  inputs6,
  inputs7,
  itemGradients,
  logits,
  maps1,
  maps3,
  outputs5,
  outputs6,
  parameters,
  partials,
  pooled1,
  pooled3,
  pooledGradient1,
  pooledGradient3,
  width5,
  width6,
  width7,
} from './layout.ts';
import { pool, poolBackward } from './pooling.ts';
import { update } from './optimizer.ts';

const MAP1: i32 = 784 * VECTOR;
const POOLED1: i32 = 196 * VECTOR;
const MAP3: i32 = 100 * VECTOR;
const POOLED3: i32 = 25 * VECTOR;

/** Address of the parameter with that offset. */
// @inline
function at(offset: i32): usize {
  return parameters + offset * 4;
}

/** From the pictures of `count` words at `word` to their logits; the dense layers' inputs go to the four rows from `row` on. */
export function forward(images: usize, word: usize, count: i32, row: i32): void {
  gather(images, word, count);
  for (let map = 0; map < c1; map++) {
    const plane = maps1 + map * MAP1;
    convolve1(framed, at(map * 25), load<f32>(at(c1Bias + map)), plane);
    activate(plane, 784);
    pool(plane, pooled1 + map * POOLED1, 28);
  }
  for (let map = 0; map < c3; map++) {
    const plane = maps3 + map * MAP3;
    convolve3(pooled1, at(c3Weight + map * c1 * 25), load<f32>(at(c3Bias + map)), plane);
    activate(plane, 100);
    pool(plane, pooled3 + map * POOLED3, 10);
  }
  const rows5 = inputs5 + row * width5 * 4;
  const rows6 = inputs6 + row * width6 * 4;
  const rows7 = inputs7 + row * width7 * 4;
  lanesToRows(pooled3, width5, rows5, width5 * 4);
  dense(rows5, width5, at(f5Weight), at(f5Bias), outputs5, hidden5);
  if (denseActivation) activate(hidden5, f5);
  lanesToRows(hidden5, width6, rows6, width6 * 4);
  dense(rows6, width6, at(f6Weight), at(f6Bias), outputs6, hidden6);
  if (denseActivation) activate(hidden6, f6);
  lanesToRows(hidden6, width7, rows7, width7 * 4);
  dense(rows7, width7, at(f7Weight), at(f7Bias), OUTPUTS7, logits);
}

/** From the logits' gradients back; the convolutions' gradients go to partial sum `unit`, the dense layers' to rows. */
export function backward(unit: i32): void {
  const row = unit * LANES;
  const stride5: usize = width5 * 4;
  const stride6: usize = width6 * 4;
  const stride7: usize = width7 * 4;
  const rows6 = gradients5 + row * stride6;
  const rows7 = gradients6 + row * stride7;
  lanesToRows(logits, OUTPUTS7, gradients7 + row * OUTPUTS7 * 4, OUTPUTS7 * 4);
  denseInputGradient(logits, OUTPUTS7, at(f7Weight), width7, rows7);
  if (denseActivation) activateBackward(inputs7 + row * stride7, rows7, width7);
  rowsToLanes(rows7, stride7, hidden6, width7);
  denseInputGradient(hidden6, outputs6, at(f6Weight), width6, rows6);
  if (denseActivation) activateBackward(inputs6 + row * stride6, rows6, width6);
  rowsToLanes(rows6, stride6, hidden5, width6);
  denseInputGradient(hidden5, outputs5, at(f5Weight), width5, itemGradients);
  rowsToLanes(itemGradients, stride5, pooledGradient3, width5);

  const target = partials + unit * convolutionSize * 4;
  for (let map = 0; map < c3; map++) {
    const sum = poolBackward(maps3 + map * MAP3, pooledGradient3 + map * POOLED3, 10);
    store<f32>(target + (c3Bias + map) * 4, sum);
  }
  for (let input = 0; input < c1; input++) {
    const weights = target + (c3Weight + input * 25) * 4;
    for (let map = 0; map < c3; map++) {
      kernelGradients(maps3 + map * MAP3, pooled1 + input * POOLED1, 10, weights + map * c1 * 100);
    }
    const pooledGradient = pooledGradient1 + input * POOLED1;
    convolve3InputGradient(maps3, at(c3Weight + input * 25), pooledGradient);
    store<f32>(target + (c1Bias + input) * 4, poolBackward(maps1 + input * MAP1, pooledGradient, 28));
  }
  for (let map = 0; map < c1; map++) kernelGradients(maps1 + map * MAP1, framed, 28, target + map * 100);
}

/** Items of one update: four outputs of a dense layer, or a stretch of the convolutions' parameters. */
export function itemCount(): i32 {
  return (outputs5 + outputs6 + OUTPUTS7) / 4 + (convolutionSize + ITEM - 1) / ITEM;
}

/** Sums the gradients of item `item` over the step's `units` and updates its parameters. */
export function updateItem(item: i32, units: i32, step: i32): void {
  let output = item * 4;
  if (output < outputs5)
    return updateDense(gradients5, width6, inputs5, width5, f5Weight, f5Bias, output, units, step);
  output -= outputs5;
  if (output < outputs6)
    return updateDense(gradients6, width7, inputs6, width6, f6Weight, f6Bias, output, units, step);
  output -= outputs6;
  if (output < OUTPUTS7)
    return updateDense(gradients7, OUTPUTS7, inputs7, width7, f7Weight, f7Bias, output, units, step);
  updateConvolutions(((output - OUTPUTS7) / 4) * ITEM, units, step);
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
  const own = gradients + output * 4;
  denseWeightGradient(own, gradientWidth * 4, rows, width, units * LANES, itemGradients);
  update(weight + output * width, itemGradients, 4 * width, step);
  denseBiasGradient(own, gradientWidth * 4, units * LANES, itemGradients);
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
