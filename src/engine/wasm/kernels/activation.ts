// Sigmoid, tanh and ReLU over vectors in place, and their derivatives in terms of their outputs.

import { SIGMOID, TANH, VECTOR, activation } from './layout.ts';
import { hyperbolicTangent, sigmoid } from './math.ts';

/** Applies the network's activation to `count` vectors. */
export function activate(address: usize, count: i32): void {
  const end = address + count * VECTOR;
  if (activation === SIGMOID) {
    for (let p = address; p < end; p += VECTOR) v128.store(p, sigmoid(v128.load(p)));
  } else if (activation === TANH) {
    for (let p = address; p < end; p += VECTOR) v128.store(p, hyperbolicTangent(v128.load(p)));
  } else {
    for (let p = address; p < end; p += VECTOR) v128.store(p, f32x4.pmax(v128.load(p), f32x4.splat(0)));
  }
}

/** `gradient` times the activation's derivative where its output is `a`. */
// @inline
export function derivative(a: v128, gradient: v128): v128 {
  if (activation === SIGMOID) {
    return f32x4.mul(gradient, f32x4.mul(a, f32x4.sub(f32x4.splat(1), a)));
  }
  if (activation === TANH) {
    return f32x4.mul(gradient, f32x4.sub(f32x4.splat(1), f32x4.mul(a, a)));
  }
  return v128.and(gradient, f32x4.gt(a, f32x4.splat(0)));
}

/** Multiplies `count` vectors of gradients by the derivative, given the activation's outputs. */
export function activateBackward(outputs: usize, gradients: usize, count: i32): void {
  const bytes: usize = count * VECTOR;
  for (let i: usize = 0; i < bytes; i += VECTOR) {
    v128.store(gradients + i, derivative(v128.load(outputs + i), v128.load(gradients + i)));
  }
}
