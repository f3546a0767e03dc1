// Measures an engine against a golden case, tensor by tensor, without a test framework. A test expects
// `outside(await measureParity(create, golden))` to be empty.

import { IMAGE_PIXELS } from '../../contract/model.ts';
import { decodeSample } from '../../contract/sample.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, ModelState } from '../engine.ts';
import { freshState } from '../fresh-state.ts';
import type { GoldenCase } from './golden.ts';
import { relativeError, tensorErrors, type Measured } from './measure.ts';
import { SINGLE_PRECISION, type Tolerances } from '../tolerances.ts';

export interface ParityRecord extends Measured {
  tolerance: number;
}

export type EngineFactory = (spec: EngineSpec) => Engine | Promise<Engine>;

/** The records whose error is not within its tolerance. */
export function outside(records: readonly ParityRecord[]): ParityRecord[] {
  return records.filter(({ error, tolerance }) => !(error <= tolerance));
}

/** Creates several engines one after another and disposes of them. measure.ts defines the errors. */
export async function measureParity(
  createEngine: EngineFactory,
  golden: GoldenCase,
  tolerances: Tolerances = SINGLE_PRECISION,
): Promise<ParityRecord[]> {
  const records: ParityRecord[] = [];
  const add = (kind: keyof Tolerances, ...measured: Measured[]) => {
    for (const one of measured) records.push({ ...one, tolerance: tolerances[kind].value });
  };
  const withEngine = async (spec: EngineSpec, work: (engine: Engine) => Promise<void>) => {
    const engine = await createEngine(spec);
    try {
      await engine.upload(golden.images, golden.labels);
      await work(engine);
    } finally {
      engine.dispose();
    }
  };
  const { spec, initial, losses, correct, learningRates } = golden;
  const start = freshState(initial);
  const changes = (what: string, kind: 'changeAfterOne' | 'changeAfterAll', actual: ModelState) => {
    const expected = kind === 'changeAfterOne' ? golden.afterOne : golden.afterAll;
    add(kind, ...tensorErrors(what, spec.model, actual.parameters, expected, initial));
  };

  /** After all steps but the last, short one. */
  let almost = start;
  const results: ChunkResult[] = [];
  const last = learningRates.length - 1;
  await withEngine(spec, async (engine) => {
    await engine.write(start);
    await measureInference(engine, golden, add);
    results.push(await engine.train(steps(golden, 0, 1)));
    changes('after one step', 'changeAfterOne', await engine.read());
    for (const [first, end] of [
      [1, 5],
      [5, last],
    ] as const) {
      results.push(await engine.train(steps(golden, first, end)));
    }
    almost = await engine.read();
  });
  // Another engine takes the state over.
  await withEngine(spec, async (engine) => {
    await engine.write(almost);
    const back = await engine.read();
    for (const key of ['parameters', 'moment1', 'moment2'] as const) {
      add('exact', { what: `${key} written and read`, error: relativeError(back[key], almost[key]) });
    }
    add('exact', { what: 'step written and read', error: Math.abs(back.step - last) });
    results.push(await engine.train(steps(golden, last, last + 1)));
    changes('after all steps', 'changeAfterAll', await engine.read());
  });
  const foundLosses = results.flatMap(({ losses }) => Array.from(losses));
  const foundCorrect = results.flatMap(({ correct }) => Array.from(correct));
  add('loss', { what: 'losses of all steps', error: relativeError(foundLosses, losses) });
  add('exact', { what: 'correct predictions of all steps', error: relativeError(foundCorrect, correct) });

  // After a first step from zero moments, SGD's momentum is exactly the gradient. At learning rate 1 the parameters
  // change by exactly the gradient.
  await withEngine({ ...spec, optimizer: 'sgd', weightDecay: 0 }, async (engine) => {
    await engine.write(start);
    await engine.train({ ...steps(golden, 0, 1), learningRates: Float32Array.of(1) });
    const { moment1, parameters } = await engine.read();
    add('gradient', ...tensorErrors('gradient', spec.model, moment1, golden.gradients));
    const moved = golden.gradients.map((gradient, i) => initial[i]! - gradient);
    add('changeAfterOne', ...tensorErrors('moved by the gradient', spec.model, parameters, moved, initial));
  });
  return records;
}

/** `predict` and `evaluate` at the initial parameters, against the golden logits. */
async function measureInference(
  engine: Engine,
  golden: GoldenCase,
  add: (kind: keyof Tolerances, ...measured: Measured[]) => void,
): Promise<void> {
  const { batch, batchImages, labels, logits, samples } = golden;
  const { classes } = golden.spec.model;
  const words = samples.slice(0, batch);
  const probabilities = Array.from({ length: batch }, (_, i) =>
    softmax(logits.subarray(i * classes, (i + 1) * classes)),
  );
  const predicted = probabilities.map((row) => row.indexOf(Math.max(...row)));
  const ofBatch = Array.from(words, (word) => labels[decodeSample(word).index]!);
  const confidence = probabilities.map((row) => Math.max(...row));
  const lossSum = ofBatch.reduce((sum, label, i) => sum - Math.log(probabilities[i]![label]!), 0);
  const correct = ofBatch.filter((label, i) => label === predicted[i]).length;

  const found = await engine.predict(batchImages);
  add('probabilities', { what: 'probabilities', error: relativeError(found, probabilities.flat()) });
  const one = await engine.predict(batchImages.slice(-IMAGE_PIXELS));
  add('probabilities', { what: 'probabilities of one', error: relativeError(one, probabilities.at(-1)!) });

  const score = await engine.evaluate(words);
  add('loss', { what: 'evaluation: loss', error: relativeError([score.lossSum], [lossSum]) });
  add('probabilities', {
    what: 'evaluation: confidence',
    error: relativeError(score.confidence, confidence),
  });
  add('exact', { what: 'evaluation: predicted', error: relativeError(score.predicted, predicted) });
  add('exact', { what: 'evaluation: correct', error: Math.abs(score.correct - correct) });
}

/** Steps [first, end) of the case as one chunk. */
function steps({ samples, batch, learningRates }: GoldenCase, first: number, end: number): Chunk {
  return {
    samples: samples.slice(first * batch, end * batch),
    batch,
    learningRates: learningRates.slice(first, end),
  };
}

function softmax(logits: Float64Array): number[] {
  const largest = Math.max(...logits);
  const values = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
