// The reference in single precision: the tests of every engine, and that the measurements find errors.

import { expect, test } from 'vitest';
import type { Engine, EngineSpec } from '../engine.ts';
import { goldenActivations, measureActivations } from '../testing/activations.ts';
import {
  testActivations,
  testInterface,
  testParityWithPyTorch,
  testSameBits,
} from '../testing/engine-suite.fixture.ts';
import { loadGolden } from '../testing/load.ts';
import { measureParity, outside } from '../testing/parity.ts';
import { exactActivations } from './exact-activations.fixture.ts';
import { createReferenceEngine } from './reference-engine.ts';

testParityWithPyTorch(createReferenceEngine);
testActivations(createReferenceEngine);
testSameBits(createReferenceEngine, 100);
testInterface(createReferenceEngine);

test('measureActivations finds a wrong layer', async () => {
  const one = goldenActivations(await loadGolden('relu-dense'));
  const create = (spec: EngineSpec): Engine => {
    const engine = createReferenceEngine(spec);
    const { activations } = engine;
    engine.activations = async (image) => {
      const found = await activations.call(engine, image);
      return { ...found, s4: found.s4.toReversed() };
    };
    return engine;
  };
  const wrong = outside(await measureActivations(create, exactActivations, one));
  expect(wrong.map(({ what }) => what)).toEqual(['image 0: s4', 'image 1: s4']);
});

test('measureParity finds a wrong engine', async () => {
  const golden = await loadGolden('tanh-max');
  const wrongDecay = (spec: typeof golden.spec) =>
    createReferenceEngine({ ...spec, weightDecay: spec.weightDecay * 1.1 });
  const average = (spec: typeof golden.spec) =>
    createReferenceEngine({ ...spec, model: { ...spec.model, pooling: 'average' } });
  const whats = async (create: typeof wrongDecay) =>
    outside(await measureParity(create, golden)).map(({ what }) => what);
  expect(await whats(wrongDecay)).toContain('after all steps: f7.weight');
  expect(await whats(average)).toContain('gradient: c1.weight');
});
