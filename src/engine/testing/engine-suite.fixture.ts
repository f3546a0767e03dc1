// The tests that every engine passes, in Node and in a browser: parity with PyTorch and with the reference, the outputs
// of every layer, and the rules of the interface. Tests of one engine alone are beside the engine.

import { expect, test } from 'vitest';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { encodeSample, plainSample } from '../../contract/sample.ts';
import type { Chunk, Engine, EngineSpec } from '../engine.ts';
import { freshState } from '../fresh-state.ts';
import { exactActivations } from '../reference/exact-activations.fixture.ts';
import { createReferenceEngine } from '../reference/reference-engine.ts';
import { SINGLE_PRECISION } from '../tolerances.ts';
import { goldenActivations, measureActivations, oddActivations } from './activations.ts';
import { GOLDEN_NAMES } from './golden.ts';
import {
  CHUNK,
  compareTraining,
  COUNT,
  IMAGES,
  LABELS,
  ODD_SPEC,
  SAMPLES,
  SPEC,
  started,
  startState,
  tiedState,
} from './inputs.ts';
import { loadGolden } from './load.ts';
import { relativeError } from './measure.ts';
import { measureParity, outside, type EngineFactory } from './parity.ts';

export function testParityWithPyTorch(create: EngineFactory): void {
  test.each(GOLDEN_NAMES)('parity with PyTorch: %s', async (name) => {
    const records = await measureParity(create, await loadGolden(name));
    expect(records.length).toBeGreaterThan(50);
    expect(outside(records)).toEqual([]);
  });
}

/** The outputs of every layer. `oddWidths`: also for networks that no golden case has. */
export function testActivations(create: EngineFactory, oddWidths = true): void {
  test.each(GOLDEN_NAMES)('outputs of every layer: %s', async (name) => {
    await expectActivations(create, goldenActivations(await loadGolden(name)));
  });
  if (!oddWidths) return;
  test.each(oddActivations())(
    'outputs of every layer: $spec.model.c1, $spec.model.c3, $spec.model.f5, $spec.model.f6',
    (one) => expectActivations(create, one),
  );
}

async function expectActivations(
  create: EngineFactory,
  one: Parameters<typeof measureActivations>[2],
): Promise<void> {
  const records = await measureActivations(create, exactActivations, one);
  expect(records.length).toBeGreaterThan(15);
  expect(outside(records)).toEqual([]);
}

/** `manyImages`: more images than the engine scores in one batch. */
export function testParityWithReference(create: EngineFactory, manyImages: number): void {
  test.each([
    { what: 'odd widths', spec: ODD_SPEC },
    { what: 'widths in fours', spec: SPEC },
  ])(
    'parity with the reference: $what, mirrored and shifted images, a last batch of one',
    async ({ spec }) => {
      await expectSameTraining(create, spec, startState(spec), CHUNK);
    },
  );

  test('where all values of a pooling window are equal, the gradient goes to the first', async () => {
    const chunk = { ...CHUNK, samples: SAMPLES.subarray(0, 4), learningRates: Float32Array.of(1e-2) };
    await expectSameTraining(create, SPEC, tiedState(SPEC), chunk);
  });

  test('scores of more images than one batch', async () => {
    const samples = Uint32Array.from({ length: manyImages }, (_, i) => plainSample((i * 7) % COUNT));
    const engine = await started(await create(SPEC), startState(SPEC));
    const reference = await started(createReferenceEngine(SPEC), startState(SPEC));
    const [found, expected] = [await engine.evaluate(samples), await reference.evaluate(samples)];
    expect(found.predicted).toEqual(expected.predicted);
    expect(found.correct).toBe(expected.correct);
    const { loss, probabilities } = SINGLE_PRECISION;
    expect(relativeError([found.lossSum], [expected.lossSum])).toBeLessThan(loss.value);
    expect(relativeError(found.confidence, expected.confidence)).toBeLessThan(probabilities.value);
    engine.dispose();
  });
}

async function expectSameTraining(
  create: EngineFactory,
  spec: EngineSpec,
  ...[state, chunk]: [ReturnType<typeof startState>, Chunk]
): Promise<void> {
  const engines = [await create(spec), createReferenceEngine(spec)] as const;
  expect(outside(await compareTraining(engines, state, chunk, spec))).toEqual([]);
}

/** The same chunk twice from the same state, of `steps` steps. */
export function testSameBits(create: EngineFactory, steps: number): void {
  test(`${steps} steps give the same bits twice`, async () => {
    const samples = Uint32Array.from({ length: 4 * steps }, (_, i) => SAMPLES[(i * 5) % COUNT]!);
    const chunk: Chunk = { samples, batch: 4, learningRates: new Float32Array(steps).fill(1e-2) };
    const state = startState(ODD_SPEC);
    const engine = await started(await create(ODD_SPEC), state);
    const first = { result: await engine.train(chunk), state: await engine.read() };
    expect(first.state.step).toBe(steps);
    await engine.write(state);
    expect({ result: await engine.train(chunk), state: await engine.read() }).toEqual(first);
    engine.dispose();
  });
}

/** The rules of the interface. */
export function testInterface(create: EngineFactory): void {
  const state = startState(SPEC);
  const size = state.parameters.length;
  /** Runs `work` on a started engine and disposes of it. */
  const withEngine = async (work: (engine: Engine) => Promise<void>) => {
    const engine = await started(await create(SPEC), state);
    await work(engine);
    engine.dispose();
  };

  test('what is read is a copy, and so is what was written', () =>
    withEngine(async (engine) => {
      const written = freshState(state.parameters.slice());
      await engine.write(written);
      written.parameters.fill(7);
      const read = await engine.read();
      expect(read).toEqual(state);
      read.parameters.fill(7);
      expect((await engine.read()).parameters).toEqual(state.parameters);
    }));

  test('predict and evaluate agree on unchanged images, and change nothing', () =>
    withEngine(async (engine) => {
      const samples = Uint32Array.from(LABELS, (_, i) => plainSample(i));
      const { predicted, confidence, correct, lossSum } = await engine.evaluate(samples);
      const probabilities = await engine.predict(IMAGES);
      const rows = Array.from(LABELS, (_, i) => [
        ...probabilities.subarray(i * SPEC.model.classes, (i + 1) * SPEC.model.classes),
      ]);
      const largest = rows.map((row) => Math.max(...row));
      expect([...confidence]).toEqual(largest);
      expect([...predicted]).toEqual(rows.map((row, i) => row.indexOf(largest[i]!)));
      expect(correct).toBe(LABELS.filter((label, i) => label === predicted[i]).length);
      const expected = rows.reduce((sum, row, i) => sum - Math.log(row[LABELS[i]!]!), 0);
      expect(lossSum).toBeCloseTo(expected, 4);
      expect(await engine.read()).toEqual(state);
    }));

  test('the first of equal classes is predicted', () =>
    withEngine(async (engine) => {
      await engine.write(freshState(new Float32Array(size)));
      const { predicted, confidence } = await engine.evaluate(Uint32Array.of(plainSample(3)));
      expect(predicted[0]).toBe(0);
      expect(confidence[0]).toBeCloseTo(0.1, 7);
    }));

  test('an empty chunk and an empty batch change nothing', () =>
    withEngine(async (engine) => {
      const none = new Uint32Array(0);
      const result = await engine.train({ samples: none, batch: 4, learningRates: new Float32Array(0) });
      expect(result.losses.length).toBe(0);
      expect((await engine.evaluate(none)).lossSum).toBe(0);
      expect((await engine.predict(new Uint8Array(0))).length).toBe(0);
      expect(await engine.read()).toEqual(state);
    }));

  test('a diverged run has losses of NaN', () =>
    withEngine(async (engine) => {
      await engine.write(freshState(new Float32Array(size).fill(NaN)));
      const { losses } = await engine.train(CHUNK);
      expect(losses.every(Number.isNaN)).toBe(true);
    }));

  test('wrong arguments are rejected and change nothing', () =>
    withEngine(async (engine) => {
      const outsideIndex = encodeSample({ index: COUNT, flip: true, shiftX: 1, shiftY: 0 });
      const message = `sample index ${COUNT} is outside the ${COUNT} images uploaded`;
      const samples = Uint32Array.of(...SAMPLES.subarray(0, 8), outsideIndex);
      await expect(engine.train({ ...CHUNK, samples })).rejects.toThrow(new RangeError(message));
      await expect(engine.evaluate(samples)).rejects.toThrow(message);

      const train = (count: number, batch: number, steps: number) =>
        engine.train({ samples: SAMPLES.slice(0, count), batch, learningRates: new Float32Array(steps) });
      await expect(train(5, 4, 1)).rejects.toThrow(RangeError);
      await expect(train(4, 4, 2)).rejects.toThrow(RangeError);
      await expect(train(5, 5, 1)).rejects.toThrow(RangeError);
      await expect(train(0, 0, 0)).rejects.toThrow(RangeError);

      const wrong = { ...freshState(new Float32Array(size)), moment2: new Float32Array(size + 1) };
      await expect(engine.write(wrong)).rejects.toThrow(
        `moment2 has ${size + 1} values; this network has ${size}`,
      );
      await expect(engine.write({ ...state, step: -1 })).rejects.toThrow('step -1');

      await expect(engine.upload(IMAGES.slice(1), LABELS)).rejects.toThrow(RangeError);
      await expect(engine.upload(IMAGES, LABELS.with(5, 10))).rejects.toThrow('label 10 of image 5');
      await expect(engine.predict(IMAGES.slice(1))).rejects.toThrow(RangeError);
      await expect(engine.activations(IMAGES)).rejects.toThrow('not one image');
      expect(await engine.read()).toEqual(state);
    }));

  test('every call rejects after dispose', async () => {
    const engine = await started(await create(SPEC), state);
    engine.dispose();
    engine.dispose();
    await expect(engine.upload(IMAGES, LABELS)).rejects.toThrow('disposed');
    await expect(engine.train(CHUNK)).rejects.toThrow('disposed');
    await expect(engine.evaluate(SAMPLES)).rejects.toThrow('disposed');
    await expect(engine.predict(IMAGES)).rejects.toThrow('disposed');
    await expect(engine.activations(IMAGES.slice(0, IMAGE_PIXELS))).rejects.toThrow('disposed');
    await expect(engine.read()).rejects.toThrow('disposed');
    await expect(engine.write(state)).rejects.toThrow('disposed');
  });
}
