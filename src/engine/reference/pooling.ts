// Average and max pooling over 2x2 windows. The maps of a layer follow one another and have even sides, so they are
// treated as one tall map of `width` columns.

import type { Pooling } from '../../contract/model.ts';
import type { Floats } from './floats.ts';

/** `input` [rows, width] to `output` [rows / 2, width / 2]. */
export function pool(kind: Pooling, width: number, input: Floats, output: Floats): void {
  const half = width / 2;
  const rows = output.length / half;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < half; x++) {
      const corner = 2 * y * width + 2 * x;
      const a = input[corner]!;
      const b = input[corner + 1]!;
      const c = input[corner + width]!;
      const d = input[corner + width + 1]!;
      output[y * half + x] = kind === 'average' ? (a + b + c + d) / 4 : Math.max(a, b, c, d);
    }
  }
}

/** Overwrites `inputGradient`. Average: a quarter to each. Maximum: all to the first of the largest in row order. */
export function poolBackward(
  kind: Pooling,
  width: number,
  input: Floats,
  outputGradient: Floats,
  inputGradient: Floats,
): void {
  const half = width / 2;
  const rows = outputGradient.length / half;
  if (kind === 'max') inputGradient.fill(0);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < half; x++) {
      const corner = 2 * y * width + 2 * x;
      const gradient = outputGradient[y * half + x]!;
      if (kind === 'average') {
        const quarter = gradient / 4;
        inputGradient[corner] = quarter;
        inputGradient[corner + 1] = quarter;
        inputGradient[corner + width] = quarter;
        inputGradient[corner + width + 1] = quarter;
      } else {
        let largest = corner;
        if (input[corner + 1]! > input[largest]!) largest = corner + 1;
        if (input[corner + width]! > input[largest]!) largest = corner + width;
        if (input[corner + width + 1]! > input[largest]!) largest = corner + width + 1;
        inputGradient[largest] = gradient;
      }
    }
  }
}
