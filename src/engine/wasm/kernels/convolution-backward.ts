// The convolutions backward, in lanes: gradients of c3's inputs and of both layers' weights.
// c1's input is the picture, which needs no gradient.

import { VECTOR, c1, c3 } from './layout.ts';
import { laneSum } from './math.ts';

/**
 * Gradients of one input map of c3, `output` [14, 14], from `gradients` [c3, 10, 10]; `weights` [c3, c1, 5, 5] from
 * that map's first kernel on. A row of 14 is made in halves of seven: each needs seven of the ten gradients, so that no
 * product with the padding's zeros is made.
 */
export function convolve3InputGradient(gradients: usize, weights: usize, output: usize): void {
  for (let y = 0; y < 14; y++) {
    const first = max(0, y - 9);
    const last = min(5, y + 1);
    {
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      let s4 = f32x4.splat(0);
      let s5 = f32x4.splat(0);
      let s6 = f32x4.splat(0);
      let d: v128;
      for (let map = 0; map < c3; map++) {
        let gradient = gradients + (map * 100 + (y - first) * 10) * VECTOR;
        let w = weights + map * c1 * 100 + first * 20;
        for (const end = w + (last - first) * 20; w < end; w += 20) {
          const w0 = v128.load32_splat(w);
          const w1 = v128.load32_splat(w, 4);
          const w2 = v128.load32_splat(w, 8);
          const w3 = v128.load32_splat(w, 12);
          const w4 = v128.load32_splat(w, 16);
          d = v128.load(gradient);
          s0 = f32x4.add(s0, f32x4.mul(d, w0));
          s1 = f32x4.add(s1, f32x4.mul(d, w1));
          s2 = f32x4.add(s2, f32x4.mul(d, w2));
          s3 = f32x4.add(s3, f32x4.mul(d, w3));
          s4 = f32x4.add(s4, f32x4.mul(d, w4));
          d = v128.load(gradient, VECTOR);
          s1 = f32x4.add(s1, f32x4.mul(d, w0));
          s2 = f32x4.add(s2, f32x4.mul(d, w1));
          s3 = f32x4.add(s3, f32x4.mul(d, w2));
          s4 = f32x4.add(s4, f32x4.mul(d, w3));
          s5 = f32x4.add(s5, f32x4.mul(d, w4));
          d = v128.load(gradient, 2 * VECTOR);
          s2 = f32x4.add(s2, f32x4.mul(d, w0));
          s3 = f32x4.add(s3, f32x4.mul(d, w1));
          s4 = f32x4.add(s4, f32x4.mul(d, w2));
          s5 = f32x4.add(s5, f32x4.mul(d, w3));
          s6 = f32x4.add(s6, f32x4.mul(d, w4));
          d = v128.load(gradient, 3 * VECTOR);
          s3 = f32x4.add(s3, f32x4.mul(d, w0));
          s4 = f32x4.add(s4, f32x4.mul(d, w1));
          s5 = f32x4.add(s5, f32x4.mul(d, w2));
          s6 = f32x4.add(s6, f32x4.mul(d, w3));
          d = v128.load(gradient, 4 * VECTOR);
          s4 = f32x4.add(s4, f32x4.mul(d, w0));
          s5 = f32x4.add(s5, f32x4.mul(d, w1));
          s6 = f32x4.add(s6, f32x4.mul(d, w2));
          d = v128.load(gradient, 5 * VECTOR);
          s5 = f32x4.add(s5, f32x4.mul(d, w0));
          s6 = f32x4.add(s6, f32x4.mul(d, w1));
          d = v128.load(gradient, 6 * VECTOR);
          s6 = f32x4.add(s6, f32x4.mul(d, w0));
          gradient -= 10 * VECTOR;
        }
      }
      v128.store(output, s0);
      v128.store(output, s1, VECTOR);
      v128.store(output, s2, 2 * VECTOR);
      v128.store(output, s3, 3 * VECTOR);
      v128.store(output, s4, 4 * VECTOR);
      v128.store(output, s5, 5 * VECTOR);
      v128.store(output, s6, 6 * VECTOR);
    }
    {
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      let s4 = f32x4.splat(0);
      let s5 = f32x4.splat(0);
      let s6 = f32x4.splat(0);
      let d: v128;
      for (let map = 0; map < c3; map++) {
        let gradient = gradients + (map * 100 + (y - first) * 10) * VECTOR;
        let w = weights + map * c1 * 100 + first * 20;
        for (const end = w + (last - first) * 20; w < end; w += 20) {
          const w0 = v128.load32_splat(w);
          const w1 = v128.load32_splat(w, 4);
          const w2 = v128.load32_splat(w, 8);
          const w3 = v128.load32_splat(w, 12);
          const w4 = v128.load32_splat(w, 16);
          d = v128.load(gradient, 3 * VECTOR);
          s0 = f32x4.add(s0, f32x4.mul(d, w4));
          d = v128.load(gradient, 4 * VECTOR);
          s0 = f32x4.add(s0, f32x4.mul(d, w3));
          s1 = f32x4.add(s1, f32x4.mul(d, w4));
          d = v128.load(gradient, 5 * VECTOR);
          s0 = f32x4.add(s0, f32x4.mul(d, w2));
          s1 = f32x4.add(s1, f32x4.mul(d, w3));
          s2 = f32x4.add(s2, f32x4.mul(d, w4));
          d = v128.load(gradient, 6 * VECTOR);
          s0 = f32x4.add(s0, f32x4.mul(d, w1));
          s1 = f32x4.add(s1, f32x4.mul(d, w2));
          s2 = f32x4.add(s2, f32x4.mul(d, w3));
          s3 = f32x4.add(s3, f32x4.mul(d, w4));
          d = v128.load(gradient, 7 * VECTOR);
          s0 = f32x4.add(s0, f32x4.mul(d, w0));
          s1 = f32x4.add(s1, f32x4.mul(d, w1));
          s2 = f32x4.add(s2, f32x4.mul(d, w2));
          s3 = f32x4.add(s3, f32x4.mul(d, w3));
          s4 = f32x4.add(s4, f32x4.mul(d, w4));
          d = v128.load(gradient, 8 * VECTOR);
          s1 = f32x4.add(s1, f32x4.mul(d, w0));
          s2 = f32x4.add(s2, f32x4.mul(d, w1));
          s3 = f32x4.add(s3, f32x4.mul(d, w2));
          s4 = f32x4.add(s4, f32x4.mul(d, w3));
          s5 = f32x4.add(s5, f32x4.mul(d, w4));
          d = v128.load(gradient, 9 * VECTOR);
          s2 = f32x4.add(s2, f32x4.mul(d, w0));
          s3 = f32x4.add(s3, f32x4.mul(d, w1));
          s4 = f32x4.add(s4, f32x4.mul(d, w2));
          s5 = f32x4.add(s5, f32x4.mul(d, w3));
          s6 = f32x4.add(s6, f32x4.mul(d, w4));
          gradient -= 10 * VECTOR;
        }
      }
      v128.store(output, s0, 7 * VECTOR);
      v128.store(output, s1, 8 * VECTOR);
      v128.store(output, s2, 9 * VECTOR);
      v128.store(output, s3, 10 * VECTOR);
      v128.store(output, s4, 11 * VECTOR);
      v128.store(output, s5, 12 * VECTOR);
      v128.store(output, s6, 13 * VECTOR);
    }
    output += 14 * VECTOR;
  }
}

/**
 * Gradients of the kernels of two output maps over one input map: `target` [5, 5] of the map at `gradients`, and
 * `targetStride` bytes on those of the next map. `side` of the output maps (even), `inputSide` = side + 4.
 */
export function kernelGradients2(
  gradients: usize,
  inputMap: usize,
  side: i32,
  target: usize,
  targetStride: usize,
): void {
  const map = side * side * VECTOR;
  const row = side * VECTOR;
  for (let ky = 0; ky < 5; ky++) {
    let first = gradients;
    let second = gradients + map;
    let input = inputMap + ky * (side + 4) * VECTOR;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    let a4 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let b2 = f32x4.splat(0);
    let b3 = f32x4.splat(0);
    let b4 = f32x4.splat(0);
    let a: v128, b: v128, x: v128;
    for (const end = gradients + map; first < end; input += 4 * VECTOR) {
      for (const rowEnd = first + row; first < rowEnd;) {
        a = v128.load(first);
        b = v128.load(second);
        x = v128.load(input);
        a0 = f32x4.add(a0, f32x4.mul(a, x));
        b0 = f32x4.add(b0, f32x4.mul(b, x));
        x = v128.load(input, VECTOR);
        a1 = f32x4.add(a1, f32x4.mul(a, x));
        b1 = f32x4.add(b1, f32x4.mul(b, x));
        x = v128.load(input, 2 * VECTOR);
        a2 = f32x4.add(a2, f32x4.mul(a, x));
        b2 = f32x4.add(b2, f32x4.mul(b, x));
        x = v128.load(input, 3 * VECTOR);
        a3 = f32x4.add(a3, f32x4.mul(a, x));
        b3 = f32x4.add(b3, f32x4.mul(b, x));
        x = v128.load(input, 4 * VECTOR);
        a4 = f32x4.add(a4, f32x4.mul(a, x));
        b4 = f32x4.add(b4, f32x4.mul(b, x));
        a = v128.load(first, VECTOR);
        b = v128.load(second, VECTOR);
        x = v128.load(input, VECTOR);
        a0 = f32x4.add(a0, f32x4.mul(a, x));
        b0 = f32x4.add(b0, f32x4.mul(b, x));
        x = v128.load(input, 2 * VECTOR);
        a1 = f32x4.add(a1, f32x4.mul(a, x));
        b1 = f32x4.add(b1, f32x4.mul(b, x));
        x = v128.load(input, 3 * VECTOR);
        a2 = f32x4.add(a2, f32x4.mul(a, x));
        b2 = f32x4.add(b2, f32x4.mul(b, x));
        x = v128.load(input, 4 * VECTOR);
        a3 = f32x4.add(a3, f32x4.mul(a, x));
        b3 = f32x4.add(b3, f32x4.mul(b, x));
        x = v128.load(input, 5 * VECTOR);
        a4 = f32x4.add(a4, f32x4.mul(a, x));
        b4 = f32x4.add(b4, f32x4.mul(b, x));
        first += 2 * VECTOR;
        second += 2 * VECTOR;
        input += 2 * VECTOR;
      }
    }
    store<f32>(target, laneSum(a0));
    store<f32>(target, laneSum(a1), 4);
    store<f32>(target, laneSum(a2), 8);
    store<f32>(target, laneSum(a3), 12);
    store<f32>(target, laneSum(a4), 16);
    const other = target + targetStride;
    store<f32>(other, laneSum(b0));
    store<f32>(other, laneSum(b1), 4);
    store<f32>(other, laneSum(b2), 8);
    store<f32>(other, laneSum(b3), 12);
    store<f32>(other, laneSum(b4), 16);
    target += 20;
  }
}

/** The same for one output map: the last of an odd number. */
export function kernelGradients1(gradients: usize, inputMap: usize, side: i32, target: usize): void {
  const map = side * side * VECTOR;
  const row = side * VECTOR;
  for (let ky = 0; ky < 5; ky++) {
    let first = gradients;
    let input = inputMap + ky * (side + 4) * VECTOR;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let a2 = f32x4.splat(0);
    let a3 = f32x4.splat(0);
    let a4 = f32x4.splat(0);
    let a: v128;
    for (const end = gradients + map; first < end; input += 4 * VECTOR) {
      for (const rowEnd = first + row; first < rowEnd;) {
        a = v128.load(first);
        a0 = f32x4.add(a0, f32x4.mul(a, v128.load(input)));
        a1 = f32x4.add(a1, f32x4.mul(a, v128.load(input, VECTOR)));
        a2 = f32x4.add(a2, f32x4.mul(a, v128.load(input, 2 * VECTOR)));
        a3 = f32x4.add(a3, f32x4.mul(a, v128.load(input, 3 * VECTOR)));
        a4 = f32x4.add(a4, f32x4.mul(a, v128.load(input, 4 * VECTOR)));
        a = v128.load(first, VECTOR);
        a0 = f32x4.add(a0, f32x4.mul(a, v128.load(input, VECTOR)));
        a1 = f32x4.add(a1, f32x4.mul(a, v128.load(input, 2 * VECTOR)));
        a2 = f32x4.add(a2, f32x4.mul(a, v128.load(input, 3 * VECTOR)));
        a3 = f32x4.add(a3, f32x4.mul(a, v128.load(input, 4 * VECTOR)));
        a4 = f32x4.add(a4, f32x4.mul(a, v128.load(input, 5 * VECTOR)));
        first += 2 * VECTOR;
        input += 2 * VECTOR;
      }
    }
    store<f32>(target, laneSum(a0));
    store<f32>(target, laneSum(a1), 4);
    store<f32>(target, laneSum(a2), 8);
    store<f32>(target, laneSum(a3), 12);
    store<f32>(target, laneSum(a4), 16);
    target += 20;
  }
}
