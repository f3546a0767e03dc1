// The kernels in double precision against the reference's loops.

import { describe, expect, test } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { POOLINGS } from '../../contract/model.ts';
import type { LayerLoops } from '../layer-loops.ts';
import { denseBackward } from '../reference/dense.ts';
import { plainLoops } from '../reference/plain-loops.ts';
import { relativeError } from '../testing/measure.ts';
import { DOUBLE_PRECISION } from '../tolerances.ts';
import { loadDoubleLoops } from './double-loops.ts';
import type { Host } from './host.ts';

/** Those of c1 and c3, and sides that are no multiple of ten, with an odd number of maps. */
const SHAPES = [
  { inputs: 1, outputs: 24, side: 28 },
  { inputs: 6, outputs: 16, side: 10 },
  { inputs: 3, outputs: 5, side: 14 },
  { inputs: 2, outputs: 1, side: 11 },
];

/** Values between -1 and 1, of which `zeros` is the share of zeros. */
function valuesOf(random: ReturnType<typeof randomStream>) {
  return (length: number, zeros = 0) =>
    Float64Array.from({ length }, () => (random.unit() < zeros ? 0 : 2 * random.unit() - 1));
}

/** These values in arrays of `loops`, then an array of `length` that is filled with sevens. */
function arraysOf(loops: LayerLoops, length: number, given: readonly Float64Array[]) {
  const [target, ...arrays] = loops.createArrays((create) =>
    [length, ...given.map((values) => values.length)].map((size) => create(size)),
  );
  arrays.forEach((array, i) => array.set(given[i]!));
  return { target: target!.fill(7), arrays: arrays as Float64Array<ArrayBuffer>[] };
}

export function testDoubleLoops(host: Pick<Host, 'load'>): void {
  const fastLoops = async () => (await loadDoubleLoops(host))();
  type Compute = (loops: LayerLoops, target: Float64Array, ...given: Float64Array[]) => void;

  /** What the kernels leave in an array of `length`, and what the reference's loops do. */
  const both = async (length: number, given: readonly Float64Array[], compute: Compute) => {
    const [found, expected] = [await fastLoops(), plainLoops].map((loops) => {
      const { target, arrays } = arraysOf(loops, length, given);
      compute(loops, target, ...arrays);
      return target;
    });
    return { found: found!, expected: expected!, error: relativeError(found!, expected!) };
  };

  describe.each(SHAPES)('$inputs to $outputs maps of side $side', (maps) => {
    const { inputs, outputs, side } = maps;
    const values = valuesOf(randomStream(7, JSON.stringify(maps)));
    // Other parameters stand before, between and after.
    const weights = outputs * inputs * 25;
    const shape = { ...maps, weight: 3, bias: weights + 5 };
    const parameters = values(weights + outputs + 9);
    const input = values(inputs * (side + 4) ** 2);
    const size = outputs * side ** 2;

    test.each([false, true])('forward, relu %s', async (relu) => {
      const { error } = await both(size, [parameters, input], (loops, target, theParameters, theInput) =>
        loops.convolve(shape, theParameters!, theInput!, target, relu),
      );
      expect(error).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    });

    test.each([0, 0.9, 1])('backward, where %s of the gradients are zero', async (zeros) => {
      const gradient = values(size, zeros);
      const ofParameters = await both(
        parameters.length,
        [input, gradient],
        (loops, target, theInput, theGradient) =>
          loops.convolveBackwardParameters(shape, theInput!, theGradient!, target),
      );
      const ofInput = await both(
        input.length,
        [parameters, gradient],
        (loops, target, theParameters, theGradient) =>
          loops.convolveBackwardInput(shape, theParameters!, theGradient!, target),
      );
      expect(Math.max(ofParameters.error, ofInput.error)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    });
  });

  test.each(POOLINGS)('pooling: %s', async (pooling) => {
    const values = valuesOf(randomStream(7, pooling));
    const length = 6 * 28 * 28;
    const { error } = await both(length / 4, [values(length)], (loops, target, input) =>
      loops.pool(pooling, 28, input!, target),
    );
    expect(error).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
  });

  // Behind relu, windows of four zeros are common: the first of equals gets the gradient.
  test.each(POOLINGS)('pooling backward: %s', async (pooling) => {
    const values = valuesOf(randomStream(8, pooling));
    const length = 6 * 28 * 28;
    const given = [values(length, 0.6), values(length / 4)];
    const { found, expected } = await both(length, given, (loops, target, input, gradient) =>
      loops.poolBackward(pooling, 28, input!, gradient!, target),
    );
    expect(found).toEqual(expected);
  });

  test.each([12, 13, 14, 15])('dense layers with %s inputs', async (inputs) => {
    const values = valuesOf(randomStream(9, String(inputs)));
    const shape = { inputs, outputs: 5, weight: 3, bias: 4 + 5 * inputs };
    const parameters = values(shape.bias + 6);
    const forward = await both(5, [parameters, values(inputs)], (loops, target, theParameters, input) =>
      loops.dense(shape, theParameters!, input!, target),
    );
    expect(forward.found).toEqual(forward.expected);
    const gradients = [values(5), Float64Array.of(0, 2, 0, 3, 5), new Float64Array(5)];
    for (const gradient of gradients) {
      const backward = await both(
        inputs,
        [parameters, gradient],
        (loops, target, theParameters, theGradient) =>
          loops.denseBackwardInput(shape, theParameters!, theGradient!, target),
      );
      expect(backward.found).toEqual(backward.expected);
      const expected = new Float64Array(inputs);
      denseBackward(shape, parameters, expected, gradient, new Float64Array(parameters.length), expected);
      expect(relativeError(backward.found, expected)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    }
  });

  test.each([16, 17, 18, 19])('arrays of %s values', async (length) => {
    const values = valuesOf(randomStream(10, String(length)));
    const given = [values(length, 0.3)];
    const computed: Compute[] = [
      (loops, target, array) => loops.add(target, array!),
      (loops, target, array) => loops.addScaled(target, array!, 1 / 3),
      (loops, target) => loops.divide(target, 3),
      (loops, target, array) => loops.reluBackward(array!, target),
      (loops, target, array) => target.fill(loops.dot(target, array!)),
    ];
    for (const compute of computed) {
      const { found, expected } = await both(length, given, compute);
      expect(found).toEqual(expected);
    }
  });

  test('arrays do not overlap, also where the memory has grown', async () => {
    const loops = await fastLoops();
    for (const length of [10, 200_000]) {
      const arrays = loops.createArrays((create) => [create(length), create(1), create(length)]);
      arrays.forEach((array, i) => array.fill(i + 1));
      expect(arrays.map((array) => array.length)).toEqual([length, 1, length]);
      expect(arrays.every((array, i) => array.every((value) => value === i + 1))).toBe(true);
    }
  });

  test('memory is replaced where less than half of it is needed', async () => {
    const loops = await fastLoops();
    const memoryOf = (length: number) => loops.createArrays((create) => create(length)).buffer;
    const large = memoryOf(200_000);
    expect(memoryOf(110_000)).toBe(large);
    const small = memoryOf(90_000);
    expect(small.byteLength).toBeLessThan(large.byteLength / 2);
    expect(memoryOf(200_000).byteLength).toBe(large.byteLength);
  });

  test('NaN is not hidden by relu and pooling', async () => {
    const loops = await fastLoops();
    const shape = { inputs: 1, outputs: 2, side: 10, weight: 0, bias: 50 };
    const { target, arrays } = arraysOf(loops, 200, [
      new Float64Array(52).fill(-1),
      new Float64Array(196).fill(NaN, 0, 1),
      new Float64Array(50),
    ]);
    const [parameters, input, pooled] = arrays;
    loops.convolve(shape, parameters!, input!, target, true);
    expect([...target.subarray(0, 2)]).toEqual([NaN, 0]);
    loops.pool('max', 10, target, pooled!);
    expect([...pooled!.subarray(0, 2)]).toEqual([NaN, 0]);
    const gradients = pooled!.fill(3);
    loops.reluBackward(target.subarray(0, 50), gradients);
    expect([...gradients.subarray(0, 2)]).toEqual([3, 0]);
  });
}
