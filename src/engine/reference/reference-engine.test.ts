// The engine in single precision: parity with PyTorch, and the interface's manners.

import { describe, expect, test } from 'vitest';
import { encodeSample, plainSample } from '../../contract/sample.ts';
import type { Engine, EngineSpec, ModelState } from '../engine.ts';
import { goldenActivations, measureActivations, oddActivations } from '../testing/activations.ts';
import { GOLDEN_NAMES } from '../testing/golden.ts';
import { loadGolden } from '../testing/load.ts';
import { measureParity, outside } from '../testing/parity.ts';
import { exactActivations } from './exact-activations.ts';
import { createReferenceEngine } from './reference-engine.ts';

test.each(GOLDEN_NAMES)('parity with PyTorch: %s', async (name) => {
  const records = await measureParity(createReferenceEngine, await loadGolden(name));
  expect(records.length).toBeGreaterThan(50);
  expect(outside(records)).toEqual([]);
});

test('every layer of one picture, against double precision', async () => {
  const cases = [
    ...(await Promise.all(GOLDEN_NAMES.map(loadGolden))).map(goldenActivations),
    ...oddActivations(),
  ];
  for (const one of cases) {
    const records = await measureActivations(createReferenceEngine, exactActivations, one);
    expect(records.length).toBeGreaterThan(15);
    expect(outside(records)).toEqual([]);
  }
});

test('the activations suite notices a layer that is wrong', async () => {
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
  expect(wrong.map(({ what }) => what)).toEqual(['picture 0: s4', 'picture 1: s4']);
});

test('the parity suite notices an engine that is wrong', async () => {
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

describe('manners', async () => {
  const golden = await loadGolden('sgd-decay');
  const { spec, images, labels, samples, batch, learningRates } = golden;
  const size = golden.initial.length;
  const zeros = () => new Float32Array(size);
  const start = (): ModelState => ({
    step: 0,
    parameters: golden.initial.slice(),
    moment1: zeros(),
    moment2: zeros(),
  });
  const ready = async (): Promise<Engine> => {
    const engine = createReferenceEngine(spec);
    await engine.upload(images, labels);
    await engine.write(start());
    return engine;
  };

  test('the same chunk from the same state gives the same bits', async () => {
    const runs = [];
    for (let i = 0; i < 2; i++) {
      const engine = await ready();
      const result = await engine.train({ samples, batch, learningRates });
      runs.push({ result, state: await engine.read() });
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]!.state.step).toBe(learningRates.length);
  });

  test('what is read is a copy, and so is what was written', async () => {
    const engine = await ready();
    const state = start();
    await engine.write(state);
    state.parameters.fill(7);
    const read = await engine.read();
    expect(read).toEqual(start());
    read.parameters.fill(7);
    expect((await engine.read()).parameters).toEqual(golden.initial);
  });

  test('scoring does not change the model', async () => {
    const engine = await ready();
    await engine.evaluate(samples);
    await engine.predict(golden.batchImages);
    expect(await engine.read()).toEqual(start());
  });

  test('predict and evaluate agree on unchanged pictures', async () => {
    const engine = await ready();
    const words = Uint32Array.from(labels, (_, i) => plainSample(i));
    const { predicted, confidence, correct, lossSum } = await engine.evaluate(words);
    const probabilities = await engine.predict(images);
    const rows = Array.from(labels, (_, i) => [...probabilities.subarray(i * 10, i * 10 + 10)]);
    expect([...confidence]).toEqual(rows.map((row) => Math.max(...row)));
    expect([...predicted]).toEqual(rows.map((row) => row.indexOf(Math.max(...row))));
    expect(correct).toBe(labels.filter((label, i) => label === predicted[i]).length);
    const expected = rows.reduce((sum, row, i) => sum - Math.log(row[labels[i]!]!), 0);
    expect(lossSum).toBeCloseTo(expected, 4);
  });

  test('the first of equal classes is predicted', async () => {
    const engine = await ready();
    await engine.write({ ...start(), parameters: zeros() });
    const { predicted, confidence } = await engine.evaluate(Uint32Array.of(plainSample(3)));
    expect(predicted[0]).toBe(0);
    expect(confidence[0]).toBeCloseTo(0.1, 7);
  });

  test('an empty chunk and an empty batch are nothing', async () => {
    const engine = await ready();
    const none = new Uint32Array(0);
    const result = await engine.train({ samples: none, batch, learningRates: new Float32Array(0) });
    expect(result.losses.length).toBe(0);
    expect((await engine.evaluate(none)).lossSum).toBe(0);
    expect((await engine.predict(new Uint8Array(0))).length).toBe(0);
    expect(await engine.read()).toEqual(start());
  });

  test('an index outside the dataset is named, and nothing is done', async () => {
    const engine = await ready();
    const words = samples.slice(0, 2 * batch);
    words[batch + 1] = encodeSample({ index: 40, flip: true, shiftX: 1, shiftY: 0 });
    const chunk = { samples: words, batch, learningRates: learningRates.slice(0, 2) };
    await expect(engine.train(chunk)).rejects.toThrow(
      new RangeError('sample index 40 is outside the 40 pictures uploaded'),
    );
    await expect(engine.evaluate(words)).rejects.toThrow('sample index 40');
    expect(await engine.read()).toEqual(start());
  });

  test('a chunk that does not add up is refused', async () => {
    const engine = await ready();
    const train = (count: number, size: number, steps: number) =>
      engine.train({
        samples: samples.slice(0, count),
        batch: size,
        learningRates: learningRates.slice(0, steps),
      });
    await expect(train(batch + 1, batch, 1)).rejects.toThrow(RangeError);
    await expect(train(batch, batch, 2)).rejects.toThrow(RangeError);
    await expect(train(batch + 1, batch + 1, 1)).rejects.toThrow(RangeError);
    await expect(train(0, 0, 0)).rejects.toThrow(RangeError);
    expect(await engine.read()).toEqual(start());
  });

  test('a state of another network is refused whole', async () => {
    const engine = await ready();
    const wrong = { ...start(), parameters: zeros(), moment2: new Float32Array(size + 1) };
    await expect(engine.write(wrong)).rejects.toThrow(
      `moment2 has ${size + 1} values; this network has ${size}`,
    );
    await expect(engine.write({ ...start(), step: -1 })).rejects.toThrow('step -1');
    expect(await engine.read()).toEqual(start());
  });

  test('pictures and labels that do not fit are refused', async () => {
    const engine = createReferenceEngine(spec);
    await expect(engine.upload(images.slice(1), labels)).rejects.toThrow(RangeError);
    await expect(engine.upload(images, labels.with(5, 10))).rejects.toThrow('label 10 of picture 5');
    await expect(engine.predict(images.slice(1))).rejects.toThrow(RangeError);
    await expect(engine.activations(images)).rejects.toThrow('not one picture');
    await expect(engine.evaluate(Uint32Array.of(plainSample(0)))).rejects.toThrow('the 0 pictures uploaded');
  });

  test('a diverged run shows it', async () => {
    const engine = await ready();
    await engine.write({ ...start(), parameters: zeros().fill(NaN) });
    const { losses } = await engine.train({ samples, batch, learningRates });
    expect(losses.every(Number.isNaN)).toBe(true);
  });

  test('nothing works after dispose', async () => {
    const engine = await ready();
    engine.dispose();
    engine.dispose();
    await expect(engine.read()).rejects.toThrow('disposed');
    await expect(engine.predict(images)).rejects.toThrow('disposed');
    await expect(engine.activations(golden.batchImages.slice(0, 784))).rejects.toThrow('disposed');
    await expect(engine.train({ samples, batch, learningRates })).rejects.toThrow('disposed');
  });
});
