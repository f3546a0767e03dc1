// Forward pass of c1 and c3, 5 x 5, in lanes: input planes and weights in PyTorch's order.
// A block of neighbouring outputs stays in registers for the five weights of a kernel row. The products of a row are
// summed first, so the chain of dependent additions has one addition a row instead of five.

import { FRAMED_SIDE, IMAGE_SIDE, VECTOR, c1 } from './layout.ts';
import { dot5 } from './math.ts';

/** One map of c1: `framed` [32, 32] to `output` [28, 28], seven columns at a time. `weights` [5, 5]. */
export function convolveC1(framed: usize, weights: usize, bias: f32, output: usize): void {
  for (let y = 0; y < IMAGE_SIDE; y++) {
    for (let column = 0; column < 4; column++) {
      let input = framed + (y * FRAMED_SIDE + column * 7) * VECTOR;
      let s0 = f32x4.splat(bias);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      let s5 = s0;
      let s6 = s0;
      for (let w = weights, end = weights + 100; w < end; w += 20) {
        const w0 = v128.load32_splat(w);
        const w1 = v128.load32_splat(w, 4);
        const w2 = v128.load32_splat(w, 8);
        const w3 = v128.load32_splat(w, 12);
        const w4 = v128.load32_splat(w, 16);
        const x0 = v128.load(input);
        const x1 = v128.load(input, VECTOR);
        const x2 = v128.load(input, 2 * VECTOR);
        const x3 = v128.load(input, 3 * VECTOR);
        const x4 = v128.load(input, 4 * VECTOR);
        s0 = f32x4.add(s0, dot5(x0, w0, x1, w1, x2, w2, x3, w3, x4, w4));
        const x5 = v128.load(input, 5 * VECTOR);
        s1 = f32x4.add(s1, dot5(x1, w0, x2, w1, x3, w2, x4, w3, x5, w4));
        const x6 = v128.load(input, 6 * VECTOR);
        s2 = f32x4.add(s2, dot5(x2, w0, x3, w1, x4, w2, x5, w3, x6, w4));
        const x7 = v128.load(input, 7 * VECTOR);
        s3 = f32x4.add(s3, dot5(x3, w0, x4, w1, x5, w2, x6, w3, x7, w4));
        const x8 = v128.load(input, 8 * VECTOR);
        s4 = f32x4.add(s4, dot5(x4, w0, x5, w1, x6, w2, x7, w3, x8, w4));
        const x9 = v128.load(input, 9 * VECTOR);
        s5 = f32x4.add(s5, dot5(x5, w0, x6, w1, x7, w2, x8, w3, x9, w4));
        const x10 = v128.load(input, 10 * VECTOR);
        s6 = f32x4.add(s6, dot5(x6, w0, x7, w1, x8, w2, x9, w3, x10, w4));
        input += FRAMED_SIDE * VECTOR;
      }
      v128.store(output, s0);
      v128.store(output, s1, VECTOR);
      v128.store(output, s2, 2 * VECTOR);
      v128.store(output, s3, 3 * VECTOR);
      v128.store(output, s4, 4 * VECTOR);
      v128.store(output, s5, 5 * VECTOR);
      v128.store(output, s6, 6 * VECTOR);
      output += 7 * VECTOR;
    }
  }
}

/** One map of c3: `pooled` [c1, 14, 14] to `output` [10, 10], five columns at a time. `weights` [c1, 5, 5]. */
export function convolveC3(pooled: usize, weights: usize, bias: f32, output: usize): void {
  const end = weights + c1 * 100;
  for (let y = 0; y < 10; y++) {
    for (let column = 0; column < 10; column += 5) {
      let input = pooled + (y * 14 + column) * VECTOR;
      let s0 = f32x4.splat(bias);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let s4 = s0;
      for (let w = weights; w < end; input += (14 - 5) * 14 * VECTOR) {
        for (const plane = w + 100; w < plane; w += 20) {
          const w0 = v128.load32_splat(w);
          const w1 = v128.load32_splat(w, 4);
          const w2 = v128.load32_splat(w, 8);
          const w3 = v128.load32_splat(w, 12);
          const w4 = v128.load32_splat(w, 16);
          const x0 = v128.load(input);
          const x1 = v128.load(input, VECTOR);
          const x2 = v128.load(input, 2 * VECTOR);
          const x3 = v128.load(input, 3 * VECTOR);
          const x4 = v128.load(input, 4 * VECTOR);
          s0 = f32x4.add(s0, dot5(x0, w0, x1, w1, x2, w2, x3, w3, x4, w4));
          const x5 = v128.load(input, 5 * VECTOR);
          s1 = f32x4.add(s1, dot5(x1, w0, x2, w1, x3, w2, x4, w3, x5, w4));
          const x6 = v128.load(input, 6 * VECTOR);
          s2 = f32x4.add(s2, dot5(x2, w0, x3, w1, x4, w2, x5, w3, x6, w4));
          const x7 = v128.load(input, 7 * VECTOR);
          s3 = f32x4.add(s3, dot5(x3, w0, x4, w1, x5, w2, x6, w3, x7, w4));
          const x8 = v128.load(input, 8 * VECTOR);
          s4 = f32x4.add(s4, dot5(x4, w0, x5, w1, x6, w2, x7, w3, x8, w4));
          input += 14 * VECTOR;
        }
      }
      v128.store(output, s0);
      v128.store(output, s1, VECTOR);
      v128.store(output, s2, 2 * VECTOR);
      v128.store(output, s3, 3 * VECTOR);
      v128.store(output, s4, 4 * VECTOR);
      output += 5 * VECTOR;
    }
  }
}
