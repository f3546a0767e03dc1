import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../tools/wasm-host.ts';
import { PRESETS } from '../contract/config.ts';
import { freshState } from '../engine/fresh-state.ts';
import { createReferenceEngine } from '../engine/reference/reference-engine.ts';
import { createWasmEngine } from '../engine/wasm/wasm-engine.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import { calculate } from './calculate.ts';
import type { Calculation } from './calculation.ts';
import { passOf, testReAdding } from './engine-values.fixture.ts';
import { hasValue, type ValueRef } from './value.ts';

describe('reference', () => {
  testReAdding(createReferenceEngine, 1000);
});
describe('wasm', () => {
  testReAdding((spec) => createWasmEngine(spec, { threads: 1, host: nodeHost }), 1000);
});

const { c1, c3, f5, f6, activation, pooling, dense, classes } = PRESETS.modern;
const spec = {
  model: { c1, c3, f5, f6, activation, pooling, dense, classes },
  optimizer: 'sgd',
  weightDecay: 0,
  labelSmoothing: 0,
  maxBatch: 1,
} as const;

async function modernPass() {
  const engine = createReferenceEngine(spec);
  await engine.write(freshState(initialParameters(spec.model, 'pytorch', 5)));
  return passOf(engine, spec, 0);
}

/** The references of the operands, without the padding. */
function operands(found: Calculation): ValueRef[] {
  switch (found.kind) {
    case 'convolution':
      return found.inputs.flatMap(({ refs }) => refs.filter((ref) => ref !== null));
    case 'dense':
      return found.terms.map(({ ref }) => ref);
    case 'pooling':
      return found.refs;
    case 'probability':
      return [...found.logits.keys()].map((cell) => ({ kind: 'unit', layer: 'logits', map: 0, cell }));
    case 'loss':
      return [{ kind: 'probability', label: found.label }];
    case 'pixel':
      return [];
    default:
      return found satisfies never;
  }
}

test('every operand opens, from the loss back to the pixels', async () => {
  const pass = await modernPass();
  const kinds: string[] = [];
  let ref: ValueRef | undefined = { kind: 'loss' };
  while (ref) {
    const found = calculate(pass, ref);
    kinds.push(ref.kind === 'unit' ? ref.layer : ref.kind);
    const all = operands(found);
    for (const operand of all) {
      expect(hasValue(pass, operand)).toBe(true);
      calculate(pass, operand);
    }
    ref = all[Math.floor(all.length / 2)];
  }
  expect(kinds).toEqual(['loss', 'probability', 'logits', 'f6', 'f5', 's4', 'c3', 's2', 'c1', 'pixel']);
});

test('a corner of c1 reads 16 cells of padding, which are zero', async () => {
  const pass = await modernPass();
  const found = calculate(pass, { kind: 'unit', layer: 'c1', map: 3, cell: 0 });
  if (found.kind !== 'convolution') throw new Error(found.kind);
  const [input] = found.inputs;
  expect(input!.refs.filter((ref) => ref === null)).toHaveLength(16);
  expect(input!.refs[12]).toEqual({ kind: 'pixel', cell: 0 });
  expect(input!.products.slice(0, 12).every((product) => product === 0)).toBe(true);
});

test('parameters are found by their flat index', async () => {
  const pass = await modernPass();
  const found = calculate(pass, { kind: 'unit', layer: 'c3', map: 5, cell: 42 });
  if (found.kind !== 'convolution') throw new Error(found.kind);
  expect(pass.parameters[found.biasParameter]).toBe(found.bias);
  for (const { firstParameter, weights } of found.inputs) {
    expect(Float64Array.from(pass.parameters.subarray(firstParameter, firstParameter + 25))).toEqual(weights);
  }
  const sums = found.inputs.map(({ sum }) => Math.abs(sum));
  expect(sums).toEqual(sums.toSorted((a, b) => b - a));
});

test('a network without this unit, or an image without a label, has no such value', async () => {
  const pass = await modernPass();
  expect(hasValue(pass, { kind: 'unit', layer: 'c1', map: c1, cell: 0 })).toBe(false);
  expect(hasValue(pass, { kind: 'unit', layer: 'f6', map: 0, cell: f6 })).toBe(false);
  expect(hasValue({ ...pass, label: null }, { kind: 'loss' })).toBe(false);
});
