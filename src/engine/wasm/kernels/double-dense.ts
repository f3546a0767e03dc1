// Dense layers in double precision.

import { NUMBER } from './double-layout.ts';
import { addScaled, dot } from './double-vectors.ts';

/** output[o] = bias[o] + sum over i of weight[o, i] * input[i]. */
export function dense(
  inputs: i32,
  outputs: i32,
  weights: usize,
  biases: usize,
  input: usize,
  output: usize,
): void {
  const row = inputs * NUMBER;
  for (let o = 0; o < outputs; o++, weights += row, biases += NUMBER, output += NUMBER) {
    store<f64>(output, load<f64>(biases) + dot(input, weights, inputs));
  }
}

/** Overwrites the gradient of the input. Two rows of the weights at a time; outputs whose gradient is zero add nothing. */
export function denseInputGradient(
  inputs: i32,
  outputs: i32,
  weights: usize,
  outputGradient: usize,
  target: usize,
): void {
  const row = inputs * NUMBER;
  memory.fill(target, 0, row);
  let first: i32 = -1;
  for (let o = 0; o < outputs; o++) {
    if (load<f64>(outputGradient + o * NUMBER) == 0) continue;
    if (first < 0) {
      first = o;
      continue;
    }
    addRows(
      inputs,
      load<f64>(outputGradient + first * NUMBER),
      weights + first * row,
      load<f64>(outputGradient + o * NUMBER),
      weights + o * row,
      target,
    );
    first = -1;
  }
  if (first < 0) return;
  addScaled(target, weights + first * row, load<f64>(outputGradient + first * NUMBER), inputs);
}

/** target[i] += g * a[i] + h * b[i]. */
function addRows(length: i32, g: f64, a: usize, h: f64, b: usize, target: usize): void {
  const gs = f64x2.splat(g);
  const hs = f64x2.splat(h);
  const pairs = target + (length & ~1) * NUMBER;
  for (; target < pairs; target += 2 * NUMBER, a += 2 * NUMBER, b += 2 * NUMBER) {
    const both = f64x2.add(f64x2.mul(gs, v128.load(a)), f64x2.mul(hs, v128.load(b)));
    v128.store(target, f64x2.add(v128.load(target), both));
  }
  if (length & 1) store<f64>(target, load<f64>(target) + (g * load<f64>(a) + h * load<f64>(b)));
}
