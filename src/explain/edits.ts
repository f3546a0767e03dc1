// The parameters that an edit changes, with their new values.

import type { Edit, FilterLayer } from '../contract/edit.ts';
import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { parametersOf } from './parameters.ts';

/** New values of parameters, by their flat indices. */
export interface ParameterChanges {
  indices: Uint32Array;
  values: Float32Array;
}

const KERNEL_CELLS = 25;
/** A map of s4 has 25 cells, each of which is an input of f5. */
const S4_CELLS = 25;

/** Null where `edit` does not fit the model, or a new value is not finite. */
export function changesOf(model: ModelConfig, parameters: Float32Array, edit: Edit): ParameterChanges | null {
  const changes = changesFor(model, parameters, edit);
  return changes?.values.every(Number.isFinite) ? changes : null;
}

function changesFor(model: ModelConfig, parameters: Float32Array, edit: Edit): ParameterChanges | null {
  switch (edit.kind) {
    case 'set': {
      const { index, value } = edit;
      const fits = isIndex(index, parameterLayout(model).size);
      return fits ? { indices: Uint32Array.of(index), values: Float32Array.of(value) } : null;
    }
    case 'scale': {
      const { layer, map, factor } = edit;
      if (!isIndex(map, model[layer])) return null;
      const indices = weightsOf(model, layer, map);
      return { indices, values: Float32Array.from(indices, (index) => parameters[index]! * factor) };
    }
    case 'switch-off': {
      const { layer, unit } = edit;
      if (!isIndex(unit, model[layer])) return null;
      const indices = Uint32Array.from(weightsThatRead(model, layer, unit));
      return { indices, values: new Float32Array(indices.length) };
    }
    case 'swap': {
      const { layer, maps } = edit;
      const [first, second] = maps;
      if (!maps.every((map) => isIndex(map, model[layer])) || first === second) return null;
      const [ofFirst, ofSecond] = [filterOf(model, layer, first), filterOf(model, layer, second)];
      const indices = Uint32Array.of(...ofFirst, ...ofSecond);
      const sources = [...ofSecond, ...ofFirst];
      return { indices, values: Float32Array.from(sources, (index) => parameters[index]!) };
    }
    default:
      return edit satisfies never;
  }
}

const isIndex = (value: number, end: number) => Number.isInteger(value) && value >= 0 && value < end;

const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

function weightsOf(model: ModelConfig, layer: FilterLayer, map: number): Uint32Array {
  const { weight, perOutput } = parametersOf(model, layer);
  return Uint32Array.from(range(weight + map * perOutput, perOutput));
}

/** The weights of a map's filter, then its bias. */
function filterOf(model: ModelConfig, layer: FilterLayer, map: number): number[] {
  return [...weightsOf(model, layer, map), parametersOf(model, layer).bias + map];
}

/** The weights of the next layer that multiply the outputs of a map or a unit. */
function weightsThatRead(model: ModelConfig, layer: FilterLayer | 'f5' | 'f6', unit: number): number[] {
  /** Of each output of `next` the `count` weights from its input `first` on. */
  const columns = (next: 'c3' | 'f5' | 'f6' | 'f7', outputs: number, first: number, count: number) => {
    const { weight, perOutput } = parametersOf(model, next);
    return range(0, outputs).flatMap((output) => range(weight + output * perOutput + first, count));
  };
  switch (layer) {
    case 'c1':
      return columns('c3', model.c3, unit * KERNEL_CELLS, KERNEL_CELLS);
    case 'c3':
      return columns('f5', model.f5, unit * S4_CELLS, S4_CELLS);
    case 'f5':
      return columns('f6', model.f6, unit, 1);
    case 'f6':
      return columns('f7', model.classes, unit, 1);
    default:
      return layer satisfies never;
  }
}
