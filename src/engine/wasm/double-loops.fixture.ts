// The kernels in double precision against the reference's loops.

import { describe, expect, test } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { POOLINGS } from '../../contract/model.ts';
import type { LayerLoops } from '../layer-loops.ts';
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

export function testDoubleLoops(host: Pick<Host, 'load'>): void {
  describe.each(SHAPES)('$inputs to $outputs maps of side $side', (maps) => {
    const { inputs, outputs, side } = maps;
    const random = randomStream(7, JSON.stringify(maps));
    /** Values between -1 and 1, of which `zeros` is the share of zeros. */
    const values = (length: number, zeros = 0) =>
      Float64Array.from({ length }, () => (random.unit() < zeros ? 0 : 2 * random.unit() - 1));
    // Other parameters stand before, between and after.
    const weights = outputs * inputs * 25;
    const shape = { ...maps, weight: 3, bias: weights + 5 };
    const parameters = values(weights + outputs + 9);
    const input = values(inputs * (side + 4) ** 2);
    const size = outputs * side ** 2;

    /** What both loops leave in an array of `length`, which they get filled with sevens. */
    const both = async (length: number, compute: (loops: LayerLoops, target: Float64Array) => void) => {
      const [found, expected] = [await loadDoubleLoops(host), plainLoops].map((loops) => {
        const target = new Float64Array(length).fill(7);
        compute(loops, target);
        return target;
      });
      return relativeError(found!, expected!);
    };

    test.each([false, true])('forward, relu %s', async (relu) => {
      const error = await both(size, (loops, target) =>
        loops.convolve(shape, parameters, input, target, relu),
      );
      expect(error).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    });

    test.each([0, 0.9, 1])('backward, where %s of the gradients are zero', async (zeros) => {
      const gradient = values(size, zeros);
      const ofParameters = await both(parameters.length, (loops, target) =>
        loops.convolveBackwardParameters(shape, input, gradient, target),
      );
      const ofInput = await both(input.length, (loops, target) =>
        loops.convolveBackwardInput(shape, parameters, gradient, target),
      );
      expect(Math.max(ofParameters, ofInput)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
    });
  });

  test.each(POOLINGS)('pooling: %s', async (pooling) => {
    const random = randomStream(7, pooling);
    const input = Float64Array.from({ length: 6 * 28 * 28 }, () => random.unit() - 0.5);
    const loops = await loadDoubleLoops(host);
    const found = new Float64Array(input.length / 4);
    const expected = new Float64Array(input.length / 4);
    loops.pool(pooling, 28, input, found);
    plainLoops.pool(pooling, 28, input, expected);
    expect(relativeError(found, expected)).toBeLessThanOrEqual(DOUBLE_PRECISION.value);
  });

  test('NaN is not hidden by relu and pooling', async () => {
    const loops = await loadDoubleLoops(host);
    const shape = { inputs: 1, outputs: 2, side: 10, weight: 0, bias: 50 };
    const parameters = new Float64Array(52).fill(-1);
    const output = new Float64Array(200);
    loops.convolve(shape, parameters, new Float64Array(196).fill(NaN, 0, 1), output, true);
    expect([...output.subarray(0, 2)]).toEqual([NaN, 0]);
    const pooled = new Float64Array(50);
    loops.pool('max', 10, output, pooled);
    expect([...pooled.subarray(0, 2)]).toEqual([NaN, 0]);
  });
}
