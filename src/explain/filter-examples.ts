// The images, and the places in them, that one map of a convolution responds to most.

import type { FilterExample, FilterExamplesRequest } from '../contract/filter-examples.ts';
import { plainSample } from '../contract/sample.ts';
import { activate } from '../engine/reference/activation.ts';
import { convolve } from '../engine/reference/convolution.ts';
import { FRAMED_SIDE, gather } from '../engine/reference/gather.ts';
import { pool } from '../engine/reference/pooling.ts';
import { parametersOf } from './parameters.ts';
import { sideOf } from './value.ts';

const MOST_EXAMPLES = 8;
/** Images between two yields. */
const CHUNK = 20;

type Filter = Pick<FilterExamplesRequest, 'model' | 'parameters' | 'layer' | 'map'>;

/**
 * Searches `indices` of `images` [any, 28, 28]. A generator that yields every few milliseconds, so that the caller can
 * handle other messages in between.
 */
export function* filterExamples(
  filter: Filter,
  images: Uint8Array,
  indices: readonly number[],
): Generator<void, FilterExample[]> {
  const outputOf = mapOutput(filter);
  let best: FilterExample[] = [];
  for (const [i, index] of indices.entries()) {
    const output = outputOf(images, index);
    let cell = 0;
    for (let c = 1; c < output.length; c++) if (output[c]! > output[cell]!) cell = c;
    best = strongest([...best, { index, cell, value: output[cell]! }]);
    if (i % CHUNK === CHUNK - 1) yield;
  }
  return best;
}

/** The largest first. */
export function strongest<T extends FilterExample>(examples: readonly T[]): T[] {
  return examples.toSorted((a, b) => b.value - a.value).slice(0, MOST_EXAMPLES);
}

/** Computes the values of the one map; for c3 from all maps of c1. */
function mapOutput({ model, parameters, layer, map }: Filter) {
  const framed = new Float32Array(FRAMED_SIDE ** 2);
  const { activation, pooling } = model;
  const c1 = parametersOf(model, 'c1');
  const c3 = parametersOf(model, 'c3');
  const side1 = sideOf('c1')!;
  const side3 = sideOf('c3')!;
  const first = layer === 'c1' ? map : 0;
  const maps = layer === 'c1' ? 1 : model.c1;
  const values1 = new Float32Array(maps * side1 ** 2);
  const values2 = new Float32Array(values1.length / 4);
  const values3 = new Float32Array(side3 ** 2);
  const shape1 = {
    inputs: 1,
    outputs: maps,
    side: side1,
    weight: c1.weight + first * c1.perOutput,
    bias: c1.bias + first,
  };
  const shape3 = {
    inputs: model.c1,
    outputs: 1,
    side: side3,
    weight: c3.weight + map * c3.perOutput,
    bias: c3.bias + map,
  };
  return (images: Uint8Array, index: number): Float32Array => {
    gather(images, plainSample(index), framed);
    convolve(shape1, parameters, framed, values1);
    activate(activation, values1);
    if (layer === 'c1') return values1;
    pool(pooling, side1, values1, values2);
    convolve(shape3, parameters, values2, values3);
    activate(activation, values3);
    return values3;
  };
}
