// The dense layers f5, f6 and f7: blocks of eight sums in registers. Rows and lanes are explained in layout.ts.

import { VECTOR } from './layout.ts';
import { dot2 } from './math.ts';

/** Sums of the lanes of four vectors, as the lanes of one. */
// @inline
function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}

/**
 * Four rows of `width` at `rows` to `lanes` [outputs]; `weights` [outputs, width]. `outputs` is even, `width` a
 * multiple of 8.
 */
export function dense(
  rows: usize,
  width: i32,
  weights: usize,
  bias: usize,
  outputs: i32,
  lanes: usize,
): void {
  const stride: usize = width * 4;
  const x0 = rows;
  const x1 = x0 + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  let w = weights;
  for (let o = 0; o < outputs; o += 2) {
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    let x: v128, next: v128;
    for (let i: usize = 0; i < stride; i += 2 * VECTOR) {
      const a = v128.load(w);
      const aNext = v128.load(w, VECTOR);
      const b = v128.load(w + stride);
      const bNext = v128.load(w + stride, VECTOR);
      x = v128.load(x0 + i);
      next = v128.load(x0 + i, VECTOR);
      a0 = f32x4.add(a0, dot2(x, a, next, aNext));
      b0 = f32x4.add(b0, dot2(x, b, next, bNext));
      x = v128.load(x1 + i);
      next = v128.load(x1 + i, VECTOR);
      a1 = f32x4.add(a1, dot2(x, a, next, aNext));
      b1 = f32x4.add(b1, dot2(x, b, next, bNext));
      x = v128.load(x2 + i);
      next = v128.load(x2 + i, VECTOR);
      a2 = f32x4.add(a2, dot2(x, a, next, aNext));
      b2 = f32x4.add(b2, dot2(x, b, next, bNext));
      x = v128.load(x3 + i);
      next = v128.load(x3 + i, VECTOR);
      a3 = f32x4.add(a3, dot2(x, a, next, aNext));
      b3 = f32x4.add(b3, dot2(x, b, next, bNext));
      w += 2 * VECTOR;
    }
    v128.store(lanes, f32x4.add(laneSums(a0, a1, a2, a3), v128.load32_splat(bias)));
    v128.store(lanes, f32x4.add(laneSums(b0, b1, b2, b3), v128.load32_splat(bias, 4)), VECTOR);
    w += stride;
    bias += 8;
    lanes += 2 * VECTOR;
  }
}

/** Gradients of the four rows at `rows` from the gradients of the outputs, `lanes` [outputs]. */
export function denseInputGradient(
  lanes: usize,
  outputs: i32,
  weights: usize,
  width: i32,
  rows: usize,
): void {
  const stride: usize = width * 4;
  const end = lanes + outputs * VECTOR;
  for (let i: usize = 0; i < stride; i += 2 * VECTOR) {
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    let w = weights + i;
    let a: v128, b: v128, x: v128;
    for (let d = lanes; d < end; d += VECTOR) {
      a = v128.load(w);
      b = v128.load(w, VECTOR);
      x = v128.load32_splat(d);
      a0 = f32x4.add(a0, f32x4.mul(x, a));
      b0 = f32x4.add(b0, f32x4.mul(x, b));
      x = v128.load32_splat(d, 4);
      a1 = f32x4.add(a1, f32x4.mul(x, a));
      b1 = f32x4.add(b1, f32x4.mul(x, b));
      x = v128.load32_splat(d, 8);
      a2 = f32x4.add(a2, f32x4.mul(x, a));
      b2 = f32x4.add(b2, f32x4.mul(x, b));
      x = v128.load32_splat(d, 12);
      a3 = f32x4.add(a3, f32x4.mul(x, a));
      b3 = f32x4.add(b3, f32x4.mul(x, b));
      w += stride;
    }
    let row = rows + i;
    v128.store(row, a0);
    v128.store(row, b0, VECTOR);
    row += stride;
    v128.store(row, a1);
    v128.store(row, b1, VECTOR);
    row += stride;
    v128.store(row, a2);
    v128.store(row, b2, VECTOR);
    row += stride;
    v128.store(row, a3);
    v128.store(row, b3, VECTOR);
  }
}

/**
 * Gradients of four outputs' weights, `target` [4, width], summed over `count` samples in their order: the gradients of
 * these outputs at `gradients`, a row every `gradientStride` bytes, times the inputs `rows` [count, width].
 */
export function denseWeightGradient(
  gradients: usize,
  gradientStride: usize,
  rows: usize,
  width: i32,
  count: i32,
  target: usize,
): void {
  const stride: usize = width * 4;
  const end = gradients + gradientStride * <usize>count;
  for (let i: usize = 0; i < stride; i += 2 * VECTOR) {
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    let input = rows + i;
    let a: v128, b: v128, x: v128;
    for (let d = gradients; d < end; d += gradientStride) {
      a = v128.load(input);
      b = v128.load(input, VECTOR);
      x = v128.load32_splat(d);
      a0 = f32x4.add(a0, f32x4.mul(x, a));
      b0 = f32x4.add(b0, f32x4.mul(x, b));
      x = v128.load32_splat(d, 4);
      a1 = f32x4.add(a1, f32x4.mul(x, a));
      b1 = f32x4.add(b1, f32x4.mul(x, b));
      x = v128.load32_splat(d, 8);
      a2 = f32x4.add(a2, f32x4.mul(x, a));
      b2 = f32x4.add(b2, f32x4.mul(x, b));
      x = v128.load32_splat(d, 12);
      a3 = f32x4.add(a3, f32x4.mul(x, a));
      b3 = f32x4.add(b3, f32x4.mul(x, b));
      input += stride;
    }
    let row = target + i;
    v128.store(row, a0);
    v128.store(row, b0, VECTOR);
    row += stride;
    v128.store(row, a1);
    v128.store(row, b1, VECTOR);
    row += stride;
    v128.store(row, a2);
    v128.store(row, b2, VECTOR);
    row += stride;
    v128.store(row, a3);
    v128.store(row, b3, VECTOR);
  }
}

/** Gradients of four outputs' biases, `target` [4]: the sum of the outputs' gradients over `count` samples. */
export function denseBiasGradient(gradients: usize, gradientStride: usize, count: i32, target: usize): void {
  let sum = f32x4.splat(0);
  for (let s = 0; s < count; s++, gradients += gradientStride) sum = f32x4.add(sum, v128.load(gradients));
  v128.store(target, sum);
}

/** Copies `lanes` [count] to four rows, `stride` bytes apart; `count` is a multiple of 4. */
export function lanesToRows(lanes: usize, count: i32, rows: usize, stride: usize): void {
  for (const end = lanes + count * VECTOR; lanes < end; lanes += 4 * VECTOR, rows += VECTOR) {
    transpose(lanes, VECTOR, rows, stride);
  }
}

/** Copies four rows, `stride` bytes apart, to `lanes` [count]; `count` is a multiple of 4. */
export function rowsToLanes(rows: usize, stride: usize, lanes: usize, count: i32): void {
  for (const end = lanes + count * VECTOR; lanes < end; lanes += 4 * VECTOR, rows += VECTOR) {
    transpose(rows, stride, lanes, VECTOR);
  }
}

/** Transposes a block of 4 x 4; both strides in bytes. */
// @inline
function transpose(source: usize, sourceStride: usize, target: usize, targetStride: usize): void {
  const a = v128.load(source);
  const b = v128.load(source + sourceStride);
  const c = v128.load(source + 2 * sourceStride);
  const d = v128.load(source + 3 * sourceStride);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(target + targetStride, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(target + 2 * targetStride, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  v128.store(target + 3 * targetStride, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}
