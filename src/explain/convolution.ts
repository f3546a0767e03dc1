// One value of c1 or c3: for each input map 25 inputs, 25 weights, their products and the products' sum.

import { IMAGE_SIDE } from '../contract/model.ts';
import type { ConvolutionCalculation, ConvolutionInput } from './calculation.ts';
import { parametersOf } from './parameters.ts';
import { indexOf, sideOf, type Pass, type UnitRef, type ValueRef } from './value.ts';
import { finish } from './weighted-sum.ts';

const KERNEL = 5;
const PADDING = 2;

/** The input at `row`, `column` of input map `map`, which lies outside of the image in c1's padding. */
function inputAt(layer: 'c1' | 'c3', map: number, row: number, column: number): ValueRef | null {
  if (layer === 'c3') return { kind: 'unit', layer: 's2', map, cell: row * sideOf('s2')! + column };
  const inside = row >= 0 && row < IMAGE_SIDE && column >= 0 && column < IMAGE_SIDE;
  return inside ? { kind: 'pixel', cell: row * IMAGE_SIDE + column } : null;
}

function inputValue({ pixels, activations }: Pass, ref: ValueRef | null): number {
  switch (ref?.kind) {
    case 'pixel':
      return pixels[ref.cell]! / 255;
    case 'unit':
      return activations[ref.layer][indexOf(ref)]!;
    default:
      return 0;
  }
}

export function convolutionOf(pass: Pass, ref: UnitRef, layer: 'c1' | 'c3'): ConvolutionCalculation {
  const { model, parameters, activations } = pass;
  const side = sideOf(layer)!;
  const before = layer === 'c1' ? PADDING : 0;
  const top = Math.floor(ref.cell / side) - before;
  const left = (ref.cell % side) - before;
  const { weight, perOutput, bias } = parametersOf(model, layer);
  const inputs: ConvolutionInput[] = [];
  for (let map = 0; map < perOutput / KERNEL ** 2; map++) {
    const firstParameter = weight + ref.map * perOutput + map * KERNEL ** 2;
    const refs = Array.from({ length: KERNEL ** 2 }, (_, k) =>
      inputAt(layer, map, top + Math.floor(k / KERNEL), left + (k % KERNEL)),
    );
    const values = Float64Array.from(refs, (input) => inputValue(pass, input));
    const weights = Float64Array.from(parameters.subarray(firstParameter, firstParameter + KERNEL ** 2));
    const products = values.map((value, k) => value * weights[k]!);
    const sum = products.reduce((total, product) => total + product, 0);
    inputs.push({ map, refs, inputs: values, weights, products, firstParameter, sum });
  }
  const sum = inputs.reduce((total, input) => total + input.sum, 0);
  const end = finish(sum, parameters, bias + ref.map, model.activation, activations[layer][indexOf(ref)]!);
  inputs.sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  return { kind: 'convolution', ref, inputs, ...end };
}
