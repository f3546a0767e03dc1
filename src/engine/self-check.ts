// Compares an engine with the reference in two steps on synthetic images, and times its steps.

import { median } from '../base/median.ts';
import { randomStream } from '../base/random.ts';
import { IMAGE_PIXELS } from '../contract/model.ts';
import { encodeSample } from '../contract/sample.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import type { Chunk, Engine, EngineSpec, ModelState } from './engine.ts';
import { freshState } from './fresh-state.ts';
import { SELF_CHECK } from './tolerances.ts';

/** Batch sizes of the two steps. */
const FIRST_BATCH = 16;
const SECOND_BATCH = 11;
const LEARNING_RATE = 1e-3;
const SEED = 1;
const TIMING_MILLISECONDS = 300;
/** Largest batch that the reference is timed with. */
const REFERENCE_BATCH = 32;
/** Most chunks that are timed. */
const TIMED_CHUNKS = 12;
/** Chunks grow until one takes this long or has MAX_STEPS steps. */
const CHUNK_MILLISECONDS = 20;
const MAX_STEPS = 256;

/** Inputs of the comparison and the reference's results, computed once for a specification. */
export interface Proof {
  spec: EngineSpec;
  images: Uint8Array;
  labels: Uint8Array;
  chunk: Chunk;
  start: ModelState;
  losses: Float32Array;
  parameters: Float32Array;
  probabilities: Float32Array;
}

/** Images of noisy rectangles, the same every time, and PyTorch's initial parameters. */
export async function createProof(
  spec: EngineSpec,
  createReference: (spec: EngineSpec) => Engine,
): Promise<Proof> {
  const random = randomStream(SEED, 'self-check');
  const batch = Math.min(FIRST_BATCH, spec.maxBatch);
  const count = batch + Math.min(SECOND_BATCH, batch);
  const images = new Uint8Array(count * IMAGE_PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    labels[i] = random.below(spec.model.classes);
    const [left, top, width, height] = [
      random.below(14),
      random.below(14),
      4 + random.below(10),
      4 + random.below(10),
    ];
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++)
        images[i * IMAGE_PIXELS + y * 28 + x] = 40 + random.below(216);
    }
  }
  const samples = Uint32Array.from({ length: count }, (_, index) =>
    encodeSample({ index, flip: index % 3 === 0, shiftX: random.below(5) - 2, shiftY: random.below(5) - 2 }),
  );
  const start = freshState(initialParameters(spec.model, 'pytorch', SEED));
  const chunk = { samples, batch, learningRates: Float32Array.of(LEARNING_RATE, LEARNING_RATE) };
  const proof = { spec, images, labels, chunk, start };
  const reference = createReference(spec);
  const found = await compute(reference, proof);
  reference.dispose();
  return { ...proof, ...found };
}

type Found = Pick<Proof, 'losses' | 'parameters' | 'probabilities'>;

async function compute(
  engine: Engine,
  { images, labels, chunk, start }: Omit<Proof, keyof Found>,
): Promise<Found> {
  await engine.upload(images, labels);
  await engine.write(start);
  const { losses } = await engine.train(chunk);
  const { parameters } = await engine.read();
  return { losses, parameters, probabilities: await engine.predict(images) };
}

/**
 * Null when `engine` agrees with the reference, otherwise what differs and by how much. Rejects when the engine does.
 */
export async function findFault(engine: Engine, proof: Proof): Promise<string | null> {
  const found = await compute(engine, proof);
  const loss = largest(proof.losses, (expected, i) => Math.abs(found.losses[i]! - expected) / expected);
  if (!(loss <= SELF_CHECK.loss.value)) return `loss off by ${loss.toExponential(1)}`;
  const change = proof.parameters.map((value, i) => value - proof.start.parameters[i]!);
  const difference = proof.parameters.map((value, i) => value - found.parameters[i]!);
  const error = rootMeanSquare(difference) / rootMeanSquare(change);
  if (!(error <= SELF_CHECK.change.value)) return `parameters off by ${error.toExponential(1)}`;
  const offset = largest(proof.probabilities, (expected, i) => Math.abs(found.probabilities[i]! - expected));
  if (!(offset <= SELF_CHECK.probabilities.value)) return `probabilities off by ${offset.toExponential(1)}`;
  return null;
}

/**
 * Milliseconds of a step of `batch`: the median of some chunks within 0.3 s. `findFault` has warmed the engine up.
 * Chunks grow to some milliseconds because in a run, too, many steps share one wait for the GPU.
 */
export async function timeSteps(engine: Engine, proof: Proof, batch: number): Promise<number> {
  const times: number[] = [];
  let steps = 1;
  // The reference blocks its thread for a step; with a large batch the worker would look stuck.
  const timed = engine.name === 'reference' ? Math.min(batch, REFERENCE_BATCH) : batch;
  const until = performance.now() + TIMING_MILLISECONDS;
  do {
    const chunk = chunkOfSteps(proof, steps, timed);
    const began = performance.now();
    await engine.train(chunk);
    const milliseconds = performance.now() - began;
    times.push((milliseconds / steps) * (batch / timed));
    if (milliseconds < CHUNK_MILLISECONDS && steps < MAX_STEPS && performance.now() < until) {
      // Times of short chunks do not predict those of long ones.
      times.length = 0;
      steps *= 4;
    }
  } while (performance.now() < until && times.length < TIMED_CHUNKS);
  return median(times);
}

/** Steps of `batch` on the proof's images. */
export function chunkOfSteps({ chunk }: Proof, steps: number, batch: number): Chunk {
  const { samples } = chunk;
  return {
    samples: Uint32Array.from({ length: steps * batch }, (_, i) => samples[i % samples.length]!),
    batch,
    learningRates: new Float32Array(steps).fill(LEARNING_RATE),
  };
}

/** Largest measure of the values; Infinity where one is NaN. */
function largest(values: Float32Array, measure: (value: number, index: number) => number): number {
  return values.reduce((most, value, i) => {
    const size = measure(value, i);
    return Number.isNaN(size) ? Infinity : Math.max(most, size);
  }, 0);
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
