// Backward pass of c1 and c3, in lanes: gradients of c3's inputs and of both layers' weights.
// c1's input is the image, which needs no gradient.

import { VECTOR, c1, c3 } from './layout.ts';
import { dot2, dot3, dot4, dot5, laneSum } from './math.ts';

/**
 * Gradients of one input map of c3, `output` [14, 14], from `gradients` [c3, 10, 10]; `weights` [c3, c1, 5, 5] from
 * that map's first kernel on. A row of 14 is computed in halves of seven. Each half needs seven of the ten gradients,
 * so there are no products with the zeros of a padding.
 */
export function c3InputGradient(gradients: usize, weights: usize, output: usize): void {
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
      for (let map = 0; map < c3; map++) {
        let gradient = gradients + (map * 100 + (y - first) * 10) * VECTOR;
        let w = weights + map * c1 * 100 + first * 20;
        for (const end = w + (last - first) * 20; w < end; w += 20) {
          const w0 = v128.load32_splat(w);
          const w1 = v128.load32_splat(w, 4);
          const w2 = v128.load32_splat(w, 8);
          const w3 = v128.load32_splat(w, 12);
          const w4 = v128.load32_splat(w, 16);
          const d0 = v128.load(gradient);
          s0 = f32x4.add(s0, f32x4.mul(d0, w0));
          const d1 = v128.load(gradient, VECTOR);
          s1 = f32x4.add(s1, dot2(d0, w1, d1, w0));
          const d2 = v128.load(gradient, 2 * VECTOR);
          s2 = f32x4.add(s2, dot3(d0, w2, d1, w1, d2, w0));
          const d3 = v128.load(gradient, 3 * VECTOR);
          s3 = f32x4.add(s3, dot4(d0, w3, d1, w2, d2, w1, d3, w0));
          const d4 = v128.load(gradient, 4 * VECTOR);
          s4 = f32x4.add(s4, dot5(d0, w4, d1, w3, d2, w2, d3, w1, d4, w0));
          const d5 = v128.load(gradient, 5 * VECTOR);
          s5 = f32x4.add(s5, dot5(d1, w4, d2, w3, d3, w2, d4, w1, d5, w0));
          const d6 = v128.load(gradient, 6 * VECTOR);
          s6 = f32x4.add(s6, dot5(d2, w4, d3, w3, d4, w2, d5, w1, d6, w0));
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
      for (let map = 0; map < c3; map++) {
        let gradient = gradients + (map * 100 + (y - first) * 10) * VECTOR;
        let w = weights + map * c1 * 100 + first * 20;
        for (const end = w + (last - first) * 20; w < end; w += 20) {
          const w0 = v128.load32_splat(w);
          const w1 = v128.load32_splat(w, 4);
          const w2 = v128.load32_splat(w, 8);
          const w3 = v128.load32_splat(w, 12);
          const w4 = v128.load32_splat(w, 16);
          const d3 = v128.load(gradient, 3 * VECTOR);
          const d4 = v128.load(gradient, 4 * VECTOR);
          const d5 = v128.load(gradient, 5 * VECTOR);
          const d6 = v128.load(gradient, 6 * VECTOR);
          const d7 = v128.load(gradient, 7 * VECTOR);
          s0 = f32x4.add(s0, dot5(d3, w4, d4, w3, d5, w2, d6, w1, d7, w0));
          const d8 = v128.load(gradient, 8 * VECTOR);
          s1 = f32x4.add(s1, dot5(d4, w4, d5, w3, d6, w2, d7, w1, d8, w0));
          const d9 = v128.load(gradient, 9 * VECTOR);
          s2 = f32x4.add(s2, dot5(d5, w4, d6, w3, d7, w2, d8, w1, d9, w0));
          s3 = f32x4.add(s3, dot4(d6, w4, d7, w3, d8, w2, d9, w1));
          s4 = f32x4.add(s4, dot3(d7, w4, d8, w3, d9, w2));
          s5 = f32x4.add(s5, dot2(d8, w4, d9, w3));
          s6 = f32x4.add(s6, f32x4.mul(d9, w4));
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
 * Gradients of one kernel, `target` [5, 5]: of the output map whose gradients are at `gradients` [side, side] over the
 * input map at `inputMap` [side + 4, side + 4]; `side` is even. Five sums stay in registers. Ten sums, for two maps at
 * once, save loads but measured slower.
 */
export function kernelGradients(gradients: usize, inputMap: usize, side: i32, target: usize): void {
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
    for (const end = gradients + map; first < end; input += 4 * VECTOR) {
      for (const rowEnd = first + row; first < rowEnd;) {
        const d0 = v128.load(first);
        const d1 = v128.load(first, VECTOR);
        const x0 = v128.load(input);
        const x1 = v128.load(input, VECTOR);
        a0 = f32x4.add(a0, dot2(d0, x0, d1, x1));
        const x2 = v128.load(input, 2 * VECTOR);
        a1 = f32x4.add(a1, dot2(d0, x1, d1, x2));
        const x3 = v128.load(input, 3 * VECTOR);
        a2 = f32x4.add(a2, dot2(d0, x2, d1, x3));
        const x4 = v128.load(input, 4 * VECTOR);
        a3 = f32x4.add(a3, dot2(d0, x3, d1, x4));
        const x5 = v128.load(input, 5 * VECTOR);
        a4 = f32x4.add(a4, dot2(d0, x4, d1, x5));
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
