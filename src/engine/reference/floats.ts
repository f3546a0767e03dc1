// The arrays that the reference computes on, and the two loops that its dense layers and sums are made of.
// Single precision in the engine, double precision where tests compare with PyTorch or with finite differences.

export type Floats = Float32Array | Float64Array;
/** Makes a zeroed array of the precision in use. */
export type FloatsMaker = (length: number) => Floats;

export const singlePrecision: FloatsMaker = (length) => new Float32Array(length);
export const doublePrecision: FloatsMaker = (length) => new Float64Array(length);

/** Sum over i < length of a[i] * b[start + i]. Four partial sums, so that additions need not wait for each other. */
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
