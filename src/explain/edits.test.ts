// Edits of a small network: what each changes, and that switching off equals an output of zero, exactly.

import { describe, expect, test } from 'vitest';
import type { Edit } from '../contract/edit.ts';
import { parameterLayout, type ModelConfig, type TensorName } from '../contract/model.ts';
import { parameterName, placeOf } from '../contract/parameter-place.ts';
import { activate } from '../engine/reference/activation.ts';
import { convolve } from '../engine/reference/convolution.ts';
import { dense } from '../engine/reference/dense.ts';
import { doublePrecision } from '../engine/reference/floats.ts';
import { gather } from '../engine/reference/gather.ts';
import { Network } from '../engine/reference/network.ts';
import { pool } from '../engine/reference/pooling.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { changesOf } from './edits.ts';

const model: ModelConfig = {
  c1: 2,
  c3: 3,
  f5: 5,
  f6: 4,
  classes: 10,
  activation: 'sigmoid',
  pooling: 'average',
  dense: true,
};
const parameters = initialParameters(model, 'pytorch', 3);
const image = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);

const offsetOf = (name: TensorName) =>
  parameterLayout(model).tensors.find((tensor) => tensor.name === name)!.offset;

function edited(edit: Edit): Float32Array {
  const { indices, values } = changesOf(model, parameters, edit)!;
  const copy = parameters.slice();
  indices.forEach((index, i) => (copy[index] = values[i]!));
  return copy;
}

/** The changed parameters by their names, as `c1.bias[0]`. */
const changedNames = (edit: Edit) => {
  const { indices } = changesOf(model, parameters, edit)!;
  return Array.from(indices, (index) => parameterName(placeOf(model, index)!));
};

function networkOf(flat: Float32Array): Network {
  const network = new Network(model, doublePrecision);
  network.parameters.set(flat);
  gather(image, 0, network.framed);
  network.forward();
  return network;
}

const logitsOf = (flat: Float32Array) => Array.from(networkOf(flat).values.logits);

/** The logits where a map or a unit gives 0. */
function logitsWithout(layer: 'c1' | 'c3' | 'f5' | 'f6', unit: number): number[] {
  const { values, parameters: flat } = networkOf(parameters);
  const at = (name: 'c3' | 'f5' | 'f6' | 'f7') => ({
    weight: offsetOf(`${name}.weight`),
    bias: offsetOf(`${name}.bias`),
  });
  switch (layer) {
    case 'c1':
      values.s2.fill(0, unit * 196, (unit + 1) * 196);
      convolve({ inputs: 2, outputs: 3, side: 10, ...at('c3') }, flat, values.s2, values.c3);
      activate('sigmoid', values.c3);
      break;
    case 'c3':
      values.c3.fill(0, unit * 100, (unit + 1) * 100);
      break;
    case 'f5':
      values.f5[unit] = 0;
      break;
    case 'f6':
      values.f6[unit] = 0;
      break;
    default:
      layer satisfies never;
  }
  if (layer === 'c1' || layer === 'c3') {
    pool('average', 10, values.c3, values.s4);
    dense({ inputs: 75, outputs: 5, ...at('f5') }, flat, values.s4, values.f5);
    activate('sigmoid', values.f5);
  }
  if (layer !== 'f6') {
    dense({ inputs: 5, outputs: 4, ...at('f6') }, flat, values.f5, values.f6);
    activate('sigmoid', values.f6);
    if (layer === 'f5') values.f5[unit] = 0;
  }
  dense({ inputs: 4, outputs: 10, ...at('f7') }, flat, values.f6, values.logits);
  return Array.from(values.logits);
}

describe('switching off', () => {
  test.each([
    ['c1', 2],
    ['c3', 3],
    ['f5', 5],
    ['f6', 4],
  ] as const)('each of %s gives the logits of an output of 0', (layer, count) => {
    for (let unit = 0; unit < count; unit++) {
      const logits = logitsOf(edited({ kind: 'switch-off', layer, unit }));
      expect(logits).toEqual(logitsWithout(layer, unit));
      expect(logits).not.toEqual(logitsOf(parameters));
    }
  });

  test('zeroes the weights of the next layer that read it', () => {
    const c3 = changedNames({ kind: 'switch-off', layer: 'c1', unit: 1 });
    expect(c3).toHaveLength(3 * 25);
    expect(c3.every((name) => /^c3\.weight\[[0-2], 1, [0-4], [0-4]\]$/.test(name))).toBe(true);
    const f5 = changedNames({ kind: 'switch-off', layer: 'c3', unit: 1 });
    expect(f5.slice(0, 2)).toEqual(['f5.weight[0, 25]', 'f5.weight[0, 26]']);
    expect(f5.at(-1)).toBe('f5.weight[4, 49]');
    expect(changedNames({ kind: 'switch-off', layer: 'f6', unit: 3 })).toEqual(
      Array.from({ length: 10 }, (_, output) => `f7.weight[${output}, 3]`),
    );
  });
});

test('setting changes one parameter', () => {
  const flat = edited({ kind: 'set', index: 7, value: 0.5 });
  expect(flat[7]).toBe(0.5);
  expect(flat.filter((value, index) => value !== parameters[index])).toHaveLength(1);
});

test('scaling multiplies the weights of one filter; 1 leaves the parameters as they are', () => {
  const scale = (factor: number) => edited({ kind: 'scale', layer: 'c3', map: 1, factor });
  const first = offsetOf('c3.weight') + 50;
  const halved = scale(0.5);
  for (let index = 0; index < parameters.length; index++) {
    const own = index >= first && index < first + 50;
    expect(halved[index]).toBe(own ? parameters[index]! * 0.5 : parameters[index]);
  }
  expect(scale(1)).toEqual(parameters);
});

test('swapping exchanges weights and biases of two maps, and twice is once back', () => {
  const swap: Edit = { kind: 'swap', layer: 'c1', maps: [0, 1] };
  const [weight, bias] = [offsetOf('c1.weight'), offsetOf('c1.bias')];
  const swapped = edited(swap);
  expect(swapped.subarray(weight, weight + 25)).toEqual(parameters.subarray(weight + 25, weight + 50));
  expect(swapped[bias]).toBe(parameters[bias + 1]);
  const { indices, values } = changesOf(model, swapped, swap)!;
  indices.forEach((index, i) => (swapped[index] = values[i]!));
  expect(swapped).toEqual(parameters);
  // Each map then gives what the other gave.
  const [before, after] = [networkOf(parameters).values.c1, networkOf(edited(swap)).values.c1];
  expect(after.slice(0, 784)).toEqual(before.slice(784));
});

test.each<[string, Edit]>([
  ['an index behind the last', { kind: 'set', index: parameters.length, value: 0 }],
  ['a broken index', { kind: 'set', index: 1.5, value: 0 }],
  ['a value that is no number', { kind: 'set', index: 1, value: Number.NaN }],
  ['a value that is too large for single precision', { kind: 'set', index: 1, value: 1e39 }],
  ['a factor that is too large', { kind: 'scale', layer: 'c1', map: 0, factor: 1e42 }],
  ['a map that is missing', { kind: 'scale', layer: 'c1', map: 2, factor: 1 }],
  ['a unit that is missing', { kind: 'switch-off', layer: 'f6', unit: -1 }],
  ['a map and itself', { kind: 'swap', layer: 'c3', maps: [1, 1] }],
])('%s does not fit', (_, edit) => {
  expect(changesOf(model, parameters, edit)).toBeNull();
});
