// The module's entry: the functions that the host calls. The host of thread 0 starts jobs; helpers wait for them in
// `help`.

import { forward, backward, itemCount, updateItem } from './unit.ts';
import {
  LANES,
  VECTOR,
  classes,
  logits,
  thisThread,
  predictImages,
  probabilities,
  smoothing,
  words,
} from './layout.ts';
import { lossGradient, score, softmax } from './softmax.ts';
import {
  announce,
  awaitJob,
  barrier,
  nextItem,
  currentJob,
  abandon,
  isOrphan,
  lostHelper,
  takeOver,
} from './threads.ts';
import { exponential } from './math.ts';

export { fillByteValues } from './gather.ts';
export { logarithm } from './math.ts';
export { activate } from './activation.ts';
export {
  MAX_IMAGES,
  MAX_SAMPLES,
  MAX_STEPS,
  c3Weight,
  configure,
  confidences,
  convolutionSize,
  end,
  f5Bias,
  f5Weight,
  f6Bias,
  f6Weight,
  f7Bias,
  f7Weight,
  f5Output,
  f6Output,
  correctFlags,
  logits,
  losses,
  c1Output,
  c3Output,
  moment1,
  moment2,
  parameterCount,
  parameters,
  predictImages,
  s2Output,
  s4Output,
  predictions,
  probabilities,
  stepTable,
  f5Width,
  f6Width,
  f7Width,
  words,
} from './layout.ts';

// The current job, in control words.
const KIND: usize = 320;
const COUNT: usize = 324;
const BATCH: usize = 328;
const STEPS: usize = 332;
const IMAGES: usize = 336;
const LABELS: usize = 340;
const TRAIN: i32 = 0;
const EVALUATE: i32 = 1;
const QUIT: i32 = 2;

// Atomic, because `help` relies on its order with OWNER.
function setKind(kind: i32): void {
  if (ASC_FEATURE_THREADS) atomic.store<i32>(KIND, kind);
  else store<i32>(KIND, kind);
}

function currentKind(): i32 {
  return ASC_FEATURE_THREADS ? atomic.load<i32>(KIND) : load<i32>(KIND);
}

function start(
  kind: i32,
  count: i32,
  batch: i32,
  steps: i32,
  images: usize,
  labels: usize,
  counterCount: i32,
): void {
  setKind(kind);
  store<i32>(COUNT, count);
  store<i32>(BATCH, batch);
  store<i32>(STEPS, steps);
  store<usize>(IMAGES, images);
  store<usize>(LABELS, labels);
  announce(counterCount);
}

/**
 * Trains `steps` steps on the first `count` sample words, `batch` a step (the last may be shorter), with the dataset at
 * `images` and `labels`. False when a helper was lost: `lostHelper` says which, and the results are invalid.
 */
export function train(count: i32, batch: i32, steps: i32, images: usize, labels: usize): bool {
  start(TRAIN, count, batch, steps, images, labels, 2 * steps);
  return work();
}

/** Scores the first `count` sample words. False as in `train`. */
export function evaluate(count: i32, images: usize, labels: usize): bool {
  start(EVALUATE, count, 0, 0, images, labels, 1);
  return work();
}

/** Makes the helpers return from `help`. */
export function quit(): void {
  start(QUIT, 0, 0, 0, 0, 0, 0);
}

/**
 * Runs on a helper: takes part in one job after another until `quit`. `seen` is the number of the job before its first.
 */
export function help(seen: i32): void {
  for (;;) {
    awaitJob(seen);
    seen++;
    // In this order: a helper that sees the next engine's job also sees that engine's number.
    if (currentKind() === QUIT || isOrphan()) return;
    if (!work()) return;
  }
}

export { currentJob, abandon, lostHelper, takeOver };

function work(): bool {
  const count = load<i32>(COUNT);
  const images = load<usize>(IMAGES);
  const labels = load<usize>(LABELS);
  if (currentKind() === TRAIN) return trainSteps(count, load<i32>(BATCH), load<i32>(STEPS), images, labels);
  return evaluateUnits(count, images, labels);
}

function trainSteps(total: i32, batch: i32, steps: i32, images: usize, labels: usize): bool {
  const items = itemCount();
  for (let step = 0; step < steps; step++) {
    const first = step * batch;
    const count = min(batch, total - first);
    const units = (count + LANES - 1) / LANES;
    const scale = <f32>1 / <f32>count;
    for (let unit = nextItem(2 * step); unit < units; unit = nextItem(2 * step)) {
      const place = first + unit * LANES;
      const word = words + place * 4;
      const samples = min(LANES, count - unit * LANES);
      forward(images, word, samples, unit * LANES);
      score(labels, word, samples, place, smoothing);
      lossGradient(labels, word, samples, smoothing, scale);
      backward(unit);
    }
    if (!barrier(2 * step)) return false;
    for (let item = nextItem(2 * step + 1); item < items; item = nextItem(2 * step + 1))
      updateItem(item, units, step);
    if (!barrier(2 * step + 1)) return false;
  }
  return true;
}

function evaluateUnits(count: i32, images: usize, labels: usize): bool {
  for (let place = nextItem(0) * LANES; place < count; place = nextItem(0) * LANES) {
    const word = words + place * 4;
    const samples = min(LANES, count - place);
    forward(images, word, samples, thisThread * LANES);
    score(labels, word, samples, place, 0);
  }
  return barrier(0);
}

/** Probabilities of the first `count` images at `predictImages`, on this thread alone. */
export function predict(count: i32): void {
  for (let place = 0; place < count; place += LANES) {
    const samples = min(LANES, count - place);
    forward(predictImages, words + place * 4, samples, 0);
    softmax();
    for (let lane = 0; lane < samples; lane++) {
      for (let k = 0; k < classes; k++) {
        store<f32>(
          probabilities + ((place + lane) * classes + k) * 4,
          load<f32>(logits + k * VECTOR + lane * 4),
        );
      }
    }
  }
}

/**
 * Forward pass of the first image at `predictImages`. The outputs of each layer stay in the first lane of this thread's
 * arrays.
 */
export function forwardOne(): void {
  forward(predictImages, words, 1, 0);
}

/** e^x of `count` vectors in place, for tests. */
export function exponentials(address: usize, count: i32): void {
  for (const end = address + count * VECTOR; address < end; address += VECTOR) {
    v128.store(address, exponential(v128.load(address)));
  }
}
