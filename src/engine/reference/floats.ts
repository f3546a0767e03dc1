// The arrays of the reference, and the dot product of its dense layers. The engine computes in single precision, tests
// that compare with PyTorch or with finite differences in double precision.

export type Floats = Float32Array | Float64Array;
/** Creates a zeroed array of the chosen precision. */
export type CreateFloats = (length: number) => Floats;

export const singlePrecision: CreateFloats = (length) => new Float32Array(length);
export const doublePrecision: CreateFloats = (length) => new Float64Array(length);

/** Sum over i < length of a[i] * b[start + i], in four partial sums, so that additions do not wait for each other. */
export function dot(a: Floats, b: Floats, start: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    sum0 += a[i]! * b[start + i]!;
    sum1 += a[i + 1]! * b[start + i + 1]!;
    sum2 += a[i + 2]! * b[start + i + 2]!;
    sum3 += a[i + 3]! * b[start + i + 3]!;
  }
  for (; i < length; i++) sum0 += a[i]! * b[start + i]!;
  return sum0 + sum1 + (sum2 + sum3);
}
