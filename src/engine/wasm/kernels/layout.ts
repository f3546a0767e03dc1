// The addresses in the linear memory. They follow from the network alone, so the instance of every thread computes the
// same ones. AssemblyScript, like all files of this folder.
//
// Activations have two layouts. "Lanes": [channel][y][x] of v128 with one lane for each of four samples. Convolutions
// and element-wise work then need no padding for any width, and weights stay in PyTorch's order. "Rows": [sample][unit]
// of f32, rows padded with zeros to a multiple of 8, for the dense layers, whose sums run along a row.

/** Samples in one unit of work: the lanes of a vector. */
export const LANES: i32 = 4;
export const VECTOR: i32 = 16;
/** Side of an image with the two zeros of c1's padding on each side. */
export const FRAMED_SIDE: i32 = 32;
export const IMAGE_SIDE: i32 = 28;
export const IMAGE_PIXELS: i32 = 784;

/** Most steps and samples of one call; the host splits longer chunks. */
export const MAX_STEPS: i32 = 2048;
export const MAX_SAMPLES: i32 = 65536;
/** Most images of one call of `predict`. */
export const MAX_IMAGES: i32 = 64;
/** Parameters of the convolutions in one item of the optimizer. */
export const ITEM: i32 = 256;

export const SIGMOID: i32 = 0;
export const TANH: i32 = 1;
export const MAX_POOLING: i32 = 1;
export const ADAM: i32 = 0;
// AdamW is 1. No kernel compares with it.
export const SGD: i32 = 2;

// Control words, each on its own cache line.
export const JOB: usize = 64;
export const BARRIER_COUNT: usize = 128;
export const BARRIER_ROUND: usize = 192;
export const SLEEPERS: usize = 256;
// Bytes 320 to 343 hold the job: index.ts.
/** Number of the engine that owns the memory: the dataset in it may outlive an engine. */
export const OWNER: usize = 384;
/** Round of the last barrier that each thread reached. */
export const ARRIVALS: usize = 448;
/** 1 when a helper was lost. */
export const BROKEN: usize = 512;
/** byte / 255 as f32 for every byte: 1024 bytes. */
export const BYTE_VALUES: usize = 1024;

// The network.
export let c1: i32 = 0;
export let c3: i32 = 0;
export let f5: i32 = 0;
export let f6: i32 = 0;
export let classes: i32 = 0;
let flat: i32 = 0;
export let activation: i32 = 0;
export let pooling: i32 = 0;
export let denseActivation: bool = false;
export let optimizer: i32 = 0;
export let weightDecay: f32 = 0;
export let smoothing: f32 = 0;
export let threads: i32 = 1;
export let thisThread: i32 = 0;
export let owner: i32 = 0;

// Weight matrices of f5, f6, f7: row length (inputs, padded to 8) and number of rows (outputs, padded to 4).
export let f5Width: i32 = 0;
export let f6Width: i32 = 0;
export let f7Width: i32 = 0;
export let f5Rows: i32 = 0;
export let f6Rows: i32 = 0;
export let f7Rows: i32 = 0;

// Offsets of the parameters, in elements, inside each of the arrays parameters, moment1, moment2.
export let c1Bias: i32 = 0;
export let c3Weight: i32 = 0;
export let c3Bias: i32 = 0;
/** Elements of both convolutions, padded to 4. */
export let convolutionSize: i32 = 0;
export let f5Weight: i32 = 0;
export let f5Bias: i32 = 0;
export let f6Weight: i32 = 0;
export let f6Bias: i32 = 0;
export let f7Weight: i32 = 0;
export let f7Bias: i32 = 0;
export let parameterCount: i32 = 0;

// Shared arrays.
export let workCounters: usize = 0;
export let words: usize = 0;
export let stepTable: usize = 0;
export let losses: usize = 0;
export let confidences: usize = 0;
export let predictions: usize = 0;
export let correctFlags: usize = 0;
export let probabilities: usize = 0;
export let predictImages: usize = 0;
export let parameters: usize = 0;
export let moment1: usize = 0;
export let moment2: usize = 0;
/** The convolutions' gradients of each unit of four samples. */
export let partials: usize = 0;
/** Rows of the batch: inputs and output gradients of f5, f6, f7. */
export let f5Inputs: usize = 0;
export let f6Inputs: usize = 0;
export let f7Inputs: usize = 0;
export let f5Gradients: usize = 0;
export let f6Gradients: usize = 0;
export let f7Gradients: usize = 0;

// Arrays of this thread, in lanes except for the last.
export let framed: usize = 0;
export let c1Output: usize = 0;
export let s2Output: usize = 0;
export let c3Output: usize = 0;
export let s4Output: usize = 0;
export let s2Gradient: usize = 0;
export let s4Gradient: usize = 0;
export let f5Output: usize = 0;
export let f6Output: usize = 0;
export let logits: usize = 0;
/** Gradients of one item, read by the optimizer. */
export let itemGradients: usize = 0;

/** First byte after all arrays, where the dataset begins. */
export let end: usize = 0;

let next: usize = 0;

function take(bytes: usize): usize {
  const address = next;
  next += (bytes + 63) & ~63;
  return address;
}

function padded(count: i32, multiple: i32): i32 {
  return ((count + multiple - 1) / multiple) * multiple;
}

/**
 * Sets the network's sizes and choices and lays out the memory from byte `first` on for `threadCount` threads. This
 * instance is number `thread` of them, for engine number `engine`.
 */
export function configure(
  c1Maps: i32,
  c3Maps: i32,
  f5Units: i32,
  f6Units: i32,
  classCount: i32,
  activationKind: i32,
  poolingKind: i32,
  dense: i32,
  optimizerKind: i32,
  decay: f32,
  labelSmoothing: f32,
  maxBatch: i32,
  threadCount: i32,
  thread: i32,
  first: usize,
  engine: i32,
): void {
  c1 = c1Maps;
  c3 = c3Maps;
  f5 = f5Units;
  f6 = f6Units;
  classes = classCount;
  flat = c3 * 25;
  activation = activationKind;
  pooling = poolingKind;
  denseActivation = dense !== 0;
  optimizer = optimizerKind;
  weightDecay = decay;
  smoothing = labelSmoothing;
  threads = threadCount;
  thisThread = thread;
  owner = engine;
  placeParameters();
  next = first;
  placeShared(padded(maxBatch, LANES));
  const begin = next;
  placeThread();
  const stride = next - begin;
  end = begin + stride * <usize>threads;
  next = begin + stride * <usize>thread;
  placeThread();
}

function placeParameters(): void {
  f5Width = padded(flat, 8);
  f6Width = padded(f5, 8);
  f7Width = padded(f6, 8);
  f5Rows = padded(f5, 4);
  f6Rows = padded(f6, 4);
  f7Rows = padded(classes, 4);
  c1Bias = c1 * 25;
  c3Weight = c1Bias + c1;
  c3Bias = c3Weight + c3 * c1 * 25;
  convolutionSize = padded(c3Bias + c3, 4);
  f5Weight = convolutionSize;
  f5Bias = f5Weight + f5Rows * f5Width;
  f6Weight = f5Bias + f5Rows;
  f6Bias = f6Weight + f6Rows * f6Width;
  f7Weight = f6Bias + f6Rows;
  f7Bias = f7Weight + f7Rows * f7Width;
  parameterCount = f7Bias + f7Rows;
}

function placeShared(batch: i32): void {
  workCounters = take(MAX_STEPS * 8);
  words = take(MAX_SAMPLES * 4);
  stepTable = take(MAX_STEPS * 16);
  losses = take(MAX_SAMPLES * 4);
  confidences = take(MAX_SAMPLES * 4);
  predictions = take(MAX_SAMPLES);
  correctFlags = take(MAX_SAMPLES);
  probabilities = take(MAX_IMAGES * classes * 4);
  predictImages = take(MAX_IMAGES * IMAGE_PIXELS);
  parameters = take(parameterCount * 4);
  moment1 = take(parameterCount * 4);
  moment2 = take(parameterCount * 4);
  partials = take((batch / LANES) * convolutionSize * 4);
  const rows = max(batch, LANES * threads);
  f5Inputs = take(rows * f5Width * 4);
  f6Inputs = take(rows * f6Width * 4);
  f7Inputs = take(rows * f7Width * 4);
  f5Gradients = take(rows * f6Width * 4);
  f6Gradients = take(rows * f7Width * 4);
  f7Gradients = take(rows * f7Rows * 4);
}

function placeThread(): void {
  framed = take(FRAMED_SIDE * FRAMED_SIDE * VECTOR);
  c1Output = take(c1 * 784 * VECTOR);
  s2Output = take(c1 * 196 * VECTOR);
  c3Output = take(c3 * 100 * VECTOR);
  s4Output = take(f5Width * VECTOR);
  s2Gradient = take(c1 * 196 * VECTOR);
  s4Gradient = take(f5Width * VECTOR);
  f5Output = take(f6Width * VECTOR);
  f6Output = take(f7Width * VECTOR);
  logits = take(f7Rows * VECTOR);
  itemGradients = take(max(4 * max(f5Width, max(f6Width, f7Width)), ITEM) * 4);
}
