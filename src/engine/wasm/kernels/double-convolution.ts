// Forward pass of a 5 x 5 convolution in double precision.

import { KERNEL, KERNEL_BYTES, KERNEL_ROW, NUMBER } from './double-layout.ts';

/** Columns that are computed together. */
const BLOCK = 10;

/**
 * output[o, y, x] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i, y + ky, x + kx]. Outputs
 * below `least` become `least`. `side`, that of the output maps, is at least 10.
 */
export function convolve(
  inputs: i32,
  outputs: i32,
  side: i32,
  weights: usize,
  biases: usize,
  input: usize,
  output: usize,
  least: f64,
): void {
  const perOutput = inputs * KERNEL_BYTES;
  const map = side * side * NUMBER;
  for (let o = 0; o < outputs; o += 2) {
    // The last map of an odd number is computed twice.
    const next = min(o + 1, outputs - 1);
    for (let y = 0; y < side; y++) {
      for (let column = 0; column < side; column += BLOCK) {
        // The last block overlaps the one before where 10 does not divide the side.
        const x = min(column, side - BLOCK);
        const target = output + (y * side + x) * NUMBER;
        const source = input + (y * (side + KERNEL - 1) + x) * NUMBER;
        convolveBlock(
          inputs,
          side + KERNEL - 1,
          weights + o * perOutput,
          weights + next * perOutput,
          v128.load64_splat(biases + o * NUMBER),
          v128.load64_splat(biases + next * NUMBER),
          source,
          target + o * map,
          target + next * map,
          f64x2.splat(least),
        );
      }
    }
  }
}

/** Ten columns of a row of two output maps. A kernel row's five weights are written out: a loop would take a fifth longer. */
// @inline
function convolveBlock(
  inputs: i32,
  inputSide: i32,
  aWeights: usize,
  bWeights: usize,
  aBias: v128,
  bBias: v128,
  source: usize,
  aTarget: usize,
  bTarget: usize,
  least: v128,
): void {
  let a0 = aBias;
  let a1 = aBias;
  let a2 = aBias;
  let a3 = aBias;
  let a4 = aBias;
  let b0 = bBias;
  let b1 = bBias;
  let b2 = bBias;
  let b3 = bBias;
  let b4 = bBias;
  const inputRow = inputSide * NUMBER;
  const ahead = bWeights - aWeights;
  let w = aWeights;
  for (let end = w + inputs * KERNEL_BYTES; w < end; source += inputRow * (inputSide - KERNEL)) {
    for (const endOfMap = w + KERNEL_BYTES; w < endOfMap; source += inputRow) {
      const v = w + ahead;
      let a = v128.load64_splat(w);
      let b = v128.load64_splat(v);
      let x = v128.load(source);
      a0 = f64x2.add(a0, f64x2.mul(a, x));
      b0 = f64x2.add(b0, f64x2.mul(b, x));
      x = v128.load(source, 16);
      a1 = f64x2.add(a1, f64x2.mul(a, x));
      b1 = f64x2.add(b1, f64x2.mul(b, x));
      x = v128.load(source, 32);
      a2 = f64x2.add(a2, f64x2.mul(a, x));
      b2 = f64x2.add(b2, f64x2.mul(b, x));
      x = v128.load(source, 48);
      a3 = f64x2.add(a3, f64x2.mul(a, x));
      b3 = f64x2.add(b3, f64x2.mul(b, x));
      x = v128.load(source, 64);
      a4 = f64x2.add(a4, f64x2.mul(a, x));
      b4 = f64x2.add(b4, f64x2.mul(b, x));
      a = v128.load64_splat(w, 8);
      b = v128.load64_splat(v, 8);
      x = v128.load(source, 8);
      a0 = f64x2.add(a0, f64x2.mul(a, x));
      b0 = f64x2.add(b0, f64x2.mul(b, x));
      x = v128.load(source, 24);
      a1 = f64x2.add(a1, f64x2.mul(a, x));
      b1 = f64x2.add(b1, f64x2.mul(b, x));
      x = v128.load(source, 40);
      a2 = f64x2.add(a2, f64x2.mul(a, x));
      b2 = f64x2.add(b2, f64x2.mul(b, x));
      x = v128.load(source, 56);
      a3 = f64x2.add(a3, f64x2.mul(a, x));
      b3 = f64x2.add(b3, f64x2.mul(b, x));
      x = v128.load(source, 72);
      a4 = f64x2.add(a4, f64x2.mul(a, x));
      b4 = f64x2.add(b4, f64x2.mul(b, x));
      a = v128.load64_splat(w, 16);
      b = v128.load64_splat(v, 16);
      x = v128.load(source, 16);
      a0 = f64x2.add(a0, f64x2.mul(a, x));
      b0 = f64x2.add(b0, f64x2.mul(b, x));
      x = v128.load(source, 32);
      a1 = f64x2.add(a1, f64x2.mul(a, x));
      b1 = f64x2.add(b1, f64x2.mul(b, x));
      x = v128.load(source, 48);
      a2 = f64x2.add(a2, f64x2.mul(a, x));
      b2 = f64x2.add(b2, f64x2.mul(b, x));
      x = v128.load(source, 64);
      a3 = f64x2.add(a3, f64x2.mul(a, x));
      b3 = f64x2.add(b3, f64x2.mul(b, x));
      x = v128.load(source, 80);
      a4 = f64x2.add(a4, f64x2.mul(a, x));
      b4 = f64x2.add(b4, f64x2.mul(b, x));
      a = v128.load64_splat(w, 24);
      b = v128.load64_splat(v, 24);
      x = v128.load(source, 24);
      a0 = f64x2.add(a0, f64x2.mul(a, x));
      b0 = f64x2.add(b0, f64x2.mul(b, x));
      x = v128.load(source, 40);
      a1 = f64x2.add(a1, f64x2.mul(a, x));
      b1 = f64x2.add(b1, f64x2.mul(b, x));
      x = v128.load(source, 56);
      a2 = f64x2.add(a2, f64x2.mul(a, x));
      b2 = f64x2.add(b2, f64x2.mul(b, x));
      x = v128.load(source, 72);
      a3 = f64x2.add(a3, f64x2.mul(a, x));
      b3 = f64x2.add(b3, f64x2.mul(b, x));
      x = v128.load(source, 88);
      a4 = f64x2.add(a4, f64x2.mul(a, x));
      b4 = f64x2.add(b4, f64x2.mul(b, x));
      a = v128.load64_splat(w, 32);
      b = v128.load64_splat(v, 32);
      x = v128.load(source, 32);
      a0 = f64x2.add(a0, f64x2.mul(a, x));
      b0 = f64x2.add(b0, f64x2.mul(b, x));
      x = v128.load(source, 48);
      a1 = f64x2.add(a1, f64x2.mul(a, x));
      b1 = f64x2.add(b1, f64x2.mul(b, x));
      x = v128.load(source, 64);
      a2 = f64x2.add(a2, f64x2.mul(a, x));
      b2 = f64x2.add(b2, f64x2.mul(b, x));
      x = v128.load(source, 80);
      a3 = f64x2.add(a3, f64x2.mul(a, x));
      b3 = f64x2.add(b3, f64x2.mul(b, x));
      x = v128.load(source, 96);
      a4 = f64x2.add(a4, f64x2.mul(a, x));
      b4 = f64x2.add(b4, f64x2.mul(b, x));
      w += KERNEL_ROW;
    }
  }
  // pmax lets NaN pass, so that a diverged run shows it.
  v128.store(aTarget, f64x2.pmax(a0, least));
  v128.store(aTarget, f64x2.pmax(a1, least), 16);
  v128.store(aTarget, f64x2.pmax(a2, least), 32);
  v128.store(aTarget, f64x2.pmax(a3, least), 48);
  v128.store(aTarget, f64x2.pmax(a4, least), 64);
  v128.store(bTarget, f64x2.pmax(b0, least));
  v128.store(bTarget, f64x2.pmax(b1, least), 16);
  v128.store(bTarget, f64x2.pmax(b2, least), 32);
  v128.store(bTarget, f64x2.pmax(b3, least), 48);
  v128.store(bTarget, f64x2.pmax(b4, least), 64);
}
