// 2 x 2 pooling in double precision.

import { NUMBER } from './double-layout.ts';

/** The mean or the largest of each 2 x 2 window: `input` [rows, width] to `output` [rows / 2, width / 2]. */
export function pool(largest: bool, rows: i32, width: i32, input: usize, output: usize): void {
  const row = width * NUMBER;
  const quarter = f64x2.splat(0.25);
  for (let y = 0; y < rows; y += 2, input += row) {
    for (const end = input + row; input < end; input += 2 * NUMBER, output += NUMBER) {
      const upper = v128.load(input);
      const lower = v128.load(input + row);
      if (largest) {
        const both = f64x2.max(upper, lower);
        store<f64>(output, max(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1)));
      } else {
        const both = f64x2.mul(f64x2.add(upper, lower), quarter);
        store<f64>(output, f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
      }
    }
  }
}

/** Overwrites `inputGradient`. Average: a quarter to each. Maximum: all to the first of the largest in row order. */
export function poolBackward(
  largest: bool,
  rows: i32,
  width: i32,
  input: usize,
  outputGradient: usize,
  inputGradient: usize,
): void {
  const row = width * NUMBER;
  if (largest) memory.fill(inputGradient, 0, rows * row);
  for (let y = 0; y < rows; y += 2, input += row, inputGradient += row) {
    for (
      const end = input + row;
      input < end;
      input += 2 * NUMBER, inputGradient += 2 * NUMBER, outputGradient += NUMBER
    ) {
      if (largest) {
        let most = load<f64>(input);
        let place: usize = 0;
        const right = load<f64>(input, 8);
        if (right > most) {
          most = right;
          place = NUMBER;
        }
        const below = load<f64>(input + row);
        if (below > most) {
          most = below;
          place = row;
        }
        if (load<f64>(input + row, 8) > most) place = row + NUMBER;
        store<f64>(inputGradient + place, load<f64>(outputGradient));
      } else {
        const quarter = f64x2.splat(load<f64>(outputGradient) / 4);
        v128.store(inputGradient, quarter);
        v128.store(inputGradient + row, quarter);
      }
    }
  }
}
