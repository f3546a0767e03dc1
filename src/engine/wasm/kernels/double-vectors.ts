// Sums and products of arrays in double precision, and the derivative of relu.

import { NUMBER } from './double-layout.ts';

const PAIR: usize = 2 * NUMBER;

/** Sum of a[i] * b[i], in four partial sums. The order of its additions is that of the reference's dot product. */
export function dot(a: usize, b: usize, length: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  const fours = a + (length & ~3) * NUMBER;
  for (; a < fours; a += 2 * PAIR, b += 2 * PAIR) {
    low = f64x2.add(low, f64x2.mul(v128.load(a), v128.load(b)));
    high = f64x2.add(high, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  let sum = f64x2.extract_lane(low, 0);
  for (const end = fours + (length & 3) * NUMBER; a < end; a += NUMBER, b += NUMBER) {
    sum += load<f64>(a) * load<f64>(b);
  }
  return sum + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}

/** target[i] += values[i]. */
export function add(target: usize, values: usize, length: i32): void {
  const pairs = target + (length & ~1) * NUMBER;
  for (; target < pairs; target += PAIR, values += PAIR) {
    v128.store(target, f64x2.add(v128.load(target), v128.load(values)));
  }
  if (length & 1) store<f64>(target, load<f64>(target) + load<f64>(values));
}

/** target[i] += factor * values[i]. */
export function addScaled(target: usize, values: usize, factor: f64, length: i32): void {
  const factors = f64x2.splat(factor);
  const pairs = target + (length & ~1) * NUMBER;
  for (; target < pairs; target += PAIR, values += PAIR) {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(factors, v128.load(values))));
  }
  if (length & 1) store<f64>(target, load<f64>(target) + factor * load<f64>(values));
}

/** target[i] /= divisor. */
export function divide(target: usize, divisor: f64, length: i32): void {
  const divisors = f64x2.splat(divisor);
  const pairs = target + (length & ~1) * NUMBER;
  for (; target < pairs; target += PAIR) v128.store(target, f64x2.div(v128.load(target), divisors));
  if (length & 1) store<f64>(target, load<f64>(target) / divisor);
}

/** Gradients where the output is not above zero become zero. Those of NaN stay, so that a diverged run shows it. */
export function reluBackward(outputs: usize, gradients: usize, length: i32): void {
  const zero = f64x2.splat(0);
  const pairs = gradients + (length & ~1) * NUMBER;
  for (; gradients < pairs; gradients += PAIR, outputs += PAIR) {
    v128.store(gradients, v128.andnot(v128.load(gradients), f64x2.le(v128.load(outputs), zero)));
  }
  if (length & 1 && load<f64>(outputs) <= 0) store<f64>(gradients, 0);
}
