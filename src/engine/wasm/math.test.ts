// The kernels' elementary functions against exact values, in units of the last place of single precision.

import { beforeAll, describe, expect, test } from 'vitest';
import { nodeHost } from '../../../tools/wasm-host.ts';
import { WASM_LOGARITHM, WASM_MATH } from '../tolerances.ts';
import { instantiate, type Kernels } from './kernels.ts';

/** Address after the kernels' arrays. */
const ADDRESS = 2 ** 22;
const COUNT = 2 ** 18;

const memory = new WebAssembly.Memory({ initial: 128 });
let kernels: Kernels;

beforeAll(async () => {
  kernels = instantiate(await nodeHost.load('single'), memory);
  // Stale kernels are compiled first.
}, 120_000);

function configure(activation: number): void {
  kernels.configure(1, 1, 1, 1, 10, activation, 0, 0, 0, 0, 0, 4, 1, 0, 2048, 1);
  expect(kernels.end.value).toBeLessThan(ADDRESS);
}

/** Distance from `value` to the next single-precision number further from zero. */
function unitOfLastPlace(value: number): number {
  const words = new Uint32Array(1);
  const floats = new Float32Array(words.buffer);
  floats[0] = Math.abs(value);
  const before = floats[0];
  words[0]!++;
  return floats[0] - before;
}

/** Largest error of `apply` against `exact` for COUNT evenly spaced arguments between `from` and `to`. */
function largestError(apply: () => void, exact: (x: number) => number, from: number, to: number): number {
  const values = new Float32Array(memory.buffer, ADDRESS, COUNT);
  for (let i = 0; i < COUNT; i++) values[i] = from + ((to - from) * i) / (COUNT - 1);
  const inputs = values.slice();
  apply();
  let worst = 0;
  for (let i = 0; i < COUNT; i++) {
    const expected = exact(inputs[i]!);
    const error = Math.abs(values[i]! - expected) / unitOfLastPlace(expected);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

const exponentials = () => kernels.exponentials(ADDRESS, COUNT / 4);
const activate = () => kernels.activate(ADDRESS, COUNT / 4);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('errors in ulp', () => {
  test('exponential', () => {
    expect(largestError(exponentials, Math.exp, -87, 87)).toBeLessThan(WASM_MATH.exponential.value);
    expect(largestError(exponentials, Math.exp, -1, 1)).toBeLessThan(WASM_MATH.exponential.value);
  });

  test('sigmoid', () => {
    configure(0);
    expect(largestError(activate, sigmoid, -20, 20)).toBeLessThan(WASM_MATH.sigmoid.value);
    expect(largestError(activate, sigmoid, -87, -20)).toBeLessThan(WASM_MATH.sigmoid.value);
    expect(largestError(activate, sigmoid, -1e-3, 1e-3)).toBeLessThan(WASM_MATH.sigmoid.value);
  });

  test('tanh', () => {
    configure(1);
    expect(largestError(activate, Math.tanh, -20, 20)).toBeLessThan(WASM_MATH.tanh.value);
    expect(largestError(activate, Math.tanh, -0.7, 0.7)).toBeLessThan(WASM_MATH.tanh.value);
    expect(largestError(activate, Math.tanh, 1e-6, 1e-3)).toBeLessThan(WASM_MATH.tanh.value);
  });

  test('logarithm, in double precision', () => {
    for (let x = 1e-30; x < 1e30; x *= 1.0137) {
      expect(Math.abs(kernels.logarithm(x) - Math.log(x))).toBeLessThanOrEqual(
        WASM_LOGARITHM.value * Math.max(1, Math.abs(Math.log(x))),
      );
    }
    expect(kernels.logarithm(1)).toBe(0);
  });
});

test('arguments beyond the range are clamped, and NaN stays NaN', () => {
  const values = new Float32Array(memory.buffer, ADDRESS, 4);
  values.set([1e3, -1e3, NaN, Infinity]);
  kernels.exponentials(ADDRESS, 1);
  const [large, small, none, infinite] = values;
  expect(large).toBe(infinite);
  expect(large! / Math.exp(87)).toBeCloseTo(1, 6);
  expect(small! / Math.exp(-87)).toBeCloseTo(1, 6);
  expect(none).toBeNaN();

  for (const activation of [0, 1, 2]) {
    configure(activation);
    values.set([1e3, -1e3, NaN, 0]);
    kernels.activate(ADDRESS, 1);
    expect(values[2]).toBeNaN();
    expect(values[3]).toBe([0.5, 0, 0][activation]);
    expect(values[0]).toBe([1, 1, 1e3][activation]);
    expect(values[1]).toBeCloseTo([0, -1, 0][activation]!, 30);
  }
});
