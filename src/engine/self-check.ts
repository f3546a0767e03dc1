// Lets an engine prove itself before it is trusted: two steps on made pictures against the reference, then a short timing.
// It does not choose; choose.ts does.

import { randomStream } from '../base/random.ts';
import { parameterLayout } from '../contract/model.ts';
import { CLASS_COUNT, IMAGE_PIXELS } from '../contract/model.ts';
import { encodeSample } from '../contract/sample.ts';
import type { Chunk, Engine, EngineSpec, ModelState } from './engine.ts';

/** Pictures of the proof: two steps, the second one short. */
const BATCH = 16;
const SHORT = 11;
const LEARNING_RATE = 1e-3;
/**
 * Of the difference to the reference over the change of the parameters, both as root mean squares. Single precision
 * reaches some 1e-3, as Adam shows the roundings of the smallest gradients in full; one wrong term reaches 0.1 and more.
 */
const CHANGE_TOLERANCE = 1e-2;
const LOSS_TOLERANCE = 1e-4;
const PROBABILITY_TOLERANCE = 1e-3;
const TIMING_MILLISECONDS = 300;
const REFERENCE_BATCH = 32;
const TIMED_CHUNKS = 12;
/** Chunks grow until they take so long, or have so many steps. */
const CHUNK_MILLISECONDS = 20;
const MAX_STEPS = 256;

/** What the reference computes of the proof; made once for a specification. */
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

/** Pictures of soft rectangles, the same at every start; initial parameters of PyTorch's size. */
export async function createProof(
  spec: EngineSpec,
  createReference: (spec: EngineSpec) => Engine,
): Promise<Proof> {
  const random = randomStream(1, 'self-check');
  const batch = Math.min(BATCH, spec.maxBatch);
  const count = batch + Math.min(SHORT, batch);
  const images = new Uint8Array(count * IMAGE_PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    labels[i] = random.below(CLASS_COUNT);
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
  const { tensors, size } = parameterLayout(spec.model);
  const parameters = new Float32Array(size);
  for (const { offset, size: length, fanIn } of tensors) {
    const bound = 1 / Math.sqrt(fanIn);
    for (let i = offset; i < offset + length; i++) parameters[i] = (2 * random.unit() - 1) * bound;
  }
  const start = { step: 0, parameters, moment1: new Float32Array(size), moment2: new Float32Array(size) };
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

/** Null when `engine` computes what the reference does, else what differs and by how much. Rejects as the engine does. */
export async function findFault(engine: Engine, proof: Proof): Promise<string | null> {
  const found = await compute(engine, proof);
  const loss = largest(proof.losses, (expected, i) => Math.abs(found.losses[i]! - expected) / expected);
  if (!(loss <= LOSS_TOLERANCE)) return `loss off by ${loss.toExponential(1)}`;
  const change = proof.parameters.map((value, i) => value - proof.start.parameters[i]!);
  const difference = proof.parameters.map((value, i) => value - found.parameters[i]!);
  const error = rootMeanSquare(difference) / rootMeanSquare(change);
  if (!(error <= CHANGE_TOLERANCE)) return `parameters off by ${error.toExponential(1)}`;
  const off = largest(proof.probabilities, (expected, i) => Math.abs(found.probabilities[i]! - expected));
  if (!(off <= PROBABILITY_TOLERANCE)) return `probabilities off by ${off.toExponential(1)}`;
  return null;
}

/**
 * Milliseconds for a step of `batch`, the median of some chunks within 0.3 s, after `findFault` warmed the engine up.
 * Chunks grow to some milliseconds: in a run too, one wait for a GPU is shared by many steps.
 */
export async function timeSteps(engine: Engine, { chunk }: Proof, batch: number): Promise<number> {
  const times: number[] = [];
  let steps = 1;
  // Plain loops hold the thread for a whole step: a large one would look as if the worker were stuck.
  const timed = engine.name === 'reference' ? Math.min(batch, REFERENCE_BATCH) : batch;
  const until = performance.now() + TIMING_MILLISECONDS;
  do {
    const samples = Uint32Array.from(
      { length: steps * timed },
      (_, i) => chunk.samples[i % chunk.samples.length]!,
    );
    const learningRates = new Float32Array(steps).fill(LEARNING_RATE);
    const began = performance.now();
    await engine.train({ samples, batch: timed, learningRates });
    const milliseconds = performance.now() - began;
    times.push((milliseconds / steps) * (batch / timed));
    if (milliseconds < CHUNK_MILLISECONDS && steps < MAX_STEPS && performance.now() < until) {
      // What a short chunk took says little of a long one.
      times.length = 0;
      steps *= 4;
    }
  } while (performance.now() < until && times.length < TIMED_CHUNKS);
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}

/** NaN counts as infinitely large. */
function largest(values: Float32Array, measure: (value: number, index: number) => number): number {
  return values.reduce((most, value, i) => {
    const size = measure(value, i);
    return Number.isNaN(size) ? Infinity : Math.max(most, size);
  }, 0);
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
