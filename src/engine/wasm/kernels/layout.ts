// Where everything lies in the linear memory, computed from the network alone: every thread's instance comes to the
// same addresses by itself. AssemblyScript, like all files of this folder; no arithmetic of the network is here.
//
// Two layouts of activations. "Lanes": [channel][y][x] of v128, one lane for each of four samples; convolutions and
// element-wise work need no padding for any width, and weights stay in PyTorch's order. "Rows": [sample][unit] of f32,
// rows padded with zeros to a multiple of 8; for the dense layers, whose sums run along a row.

/** Samples in one unit of work: the lanes of a vector. */
export const LANES: i32 = 4;
export const VECTOR: i32 = 16;
export const CLASSES: i32 = 10;
/** A picture with the two zeros around it that c1's padding asks for. */
export const FRAMED_SIDE: i32 = 32;
export const IMAGE_SIDE: i32 = 28;
export const IMAGE_PIXELS: i32 = 784;

/** Steps and samples that one call may bring; the host cuts longer chunks. */
export const MAX_STEPS: i32 = 2048;
export const MAX_SAMPLES: i32 = 65536;
/** Pictures that one prediction may bring. */
export const MAX_PICTURES: i32 = 64;
/** Parameters of one optimizer item of the convolutions. */
export const ITEM: i32 = 256;

export const SIGMOID: i32 = 0;
export const TANH: i32 = 1;
export const MAX_POOLING: i32 = 1;
export const ADAM: i32 = 0;
// 1 is AdamW, which no kernel asks for by name.
export const SGD: i32 = 2;

// Control words, each on a cache line of its own.
export const JOB: usize = 64;
export const BARRIER_COUNT: usize = 128;
export const BARRIER_ROUND: usize = 192;
export const SLEEPERS: usize = 256;
// 320 to 343 is the job: index.ts.
/** Number of the engine that the memory works for: its pictures may outlive one engine. */
export const OWNER: usize = 384;
/** Round of the last barrier that each thread came to. */
export const ARRIVALS: usize = 448;
/** Not 0 when a helper broke. */
export const BROKEN: usize = 512;
/** Multiples of 1/255, by byte: 1024 bytes. */
export const BYTE_VALUES: usize = 1024;

// The network.
export let c1: i32 = 0;
export let c3: i32 = 0;
export let f5: i32 = 0;
export let f6: i32 = 0;
let flat: i32 = 0;
export let activation: i32 = 0;
export let pooling: i32 = 0;
export let denseActivation: bool = false;
export let optimizer: i32 = 0;
export let weightDecay: f32 = 0;
export let smoothing: f32 = 0;
export let threads: i32 = 1;
export let ownThread: i32 = 0;
export let owner: i32 = 0;

// Row lengths: inputs of f5, f6, f7, padded to 8. Row counts: outputs, padded to 4.
export let width5: i32 = 0;
export let width6: i32 = 0;
export let width7: i32 = 0;
export let outputs5: i32 = 0;
export let outputs6: i32 = 0;
export const OUTPUTS7: i32 = 12;

// Parameters, as offsets in elements inside each of the arrays parameters, moment1, moment2.
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
export let claims: usize = 0;
export let words: usize = 0;
export let stepTable: usize = 0;
export let losses: usize = 0;
export let confidences: usize = 0;
export let predictions: usize = 0;
export let hits: usize = 0;
export let probabilities: usize = 0;
export let pictures: usize = 0;
export let parameters: usize = 0;
export let moment1: usize = 0;
export let moment2: usize = 0;
/** The convolutions' gradients of each unit of four samples. */
export let partials: usize = 0;
/** Rows of the whole batch: inputs and output gradients of f5, f6, f7. */
export let inputs5: usize = 0;
export let inputs6: usize = 0;
export let inputs7: usize = 0;
export let gradients5: usize = 0;
export let gradients6: usize = 0;
export let gradients7: usize = 0;

// This thread's own arrays, in lanes but for the last.
export let framed: usize = 0;
export let maps1: usize = 0;
export let pooled1: usize = 0;
export let maps3: usize = 0;
export let pooled3: usize = 0;
export let pooledGradient1: usize = 0;
export let pooledGradient3: usize = 0;
export let hidden5: usize = 0;
export let hidden6: usize = 0;
export let logits: usize = 0;
/** Gradients of one item, on their way to the optimizer. */
export let itemGradients: usize = 0;

/** First byte after all of it: the dataset's place. */
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
 * Takes the network's numbers and lays out the memory from `first` on for `threadCount` threads, of which this instance
 * is `thread`, in the service of engine `engine`.
 */
export function configure(
  maps1Count: i32,
  maps3Count: i32,
  units5: i32,
  units6: i32,
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
  c1 = maps1Count;
  c3 = maps3Count;
  f5 = units5;
  f6 = units6;
  flat = c3 * 25;
  activation = activationKind;
  pooling = poolingKind;
  denseActivation = dense !== 0;
  optimizer = optimizerKind;
  weightDecay = decay;
  smoothing = labelSmoothing;
  threads = threadCount;
  ownThread = thread;
  owner = engine;
  placeParameters();
  next = first;
  placeShared(padded(maxBatch, LANES));
  const own = next;
  placeOwn();
  const stride = next - own;
  end = own + stride * <usize>threads;
  next = own + stride * <usize>thread;
  placeOwn();
}

function placeParameters(): void {
  width5 = padded(flat, 8);
  width6 = padded(f5, 8);
  width7 = padded(f6, 8);
  outputs5 = padded(f5, 4);
  outputs6 = padded(f6, 4);
  c1Bias = c1 * 25;
  c3Weight = c1Bias + c1;
  c3Bias = c3Weight + c3 * c1 * 25;
  convolutionSize = padded(c3Bias + c3, 4);
  f5Weight = convolutionSize;
  f5Bias = f5Weight + outputs5 * width5;
  f6Weight = f5Bias + outputs5;
  f6Bias = f6Weight + outputs6 * width6;
  f7Weight = f6Bias + outputs6;
  f7Bias = f7Weight + OUTPUTS7 * width7;
  parameterCount = f7Bias + OUTPUTS7;
}

function placeShared(batch: i32): void {
  claims = take(MAX_STEPS * 8);
  words = take(MAX_SAMPLES * 4);
  stepTable = take(MAX_STEPS * 16);
  losses = take(MAX_SAMPLES * 4);
  confidences = take(MAX_SAMPLES * 4);
  predictions = take(MAX_SAMPLES);
  hits = take(MAX_SAMPLES);
  probabilities = take(MAX_PICTURES * CLASSES * 4);
  pictures = take(MAX_PICTURES * IMAGE_PIXELS);
  parameters = take(parameterCount * 4);
  moment1 = take(parameterCount * 4);
  moment2 = take(parameterCount * 4);
  partials = take((batch / LANES) * convolutionSize * 4);
  const rows = max(batch, LANES * threads);
  inputs5 = take(rows * width5 * 4);
  inputs6 = take(rows * width6 * 4);
  inputs7 = take(rows * width7 * 4);
  gradients5 = take(rows * width6 * 4);
  gradients6 = take(rows * width7 * 4);
  gradients7 = take(rows * OUTPUTS7 * 4);
}

function placeOwn(): void {
  framed = take(FRAMED_SIDE * FRAMED_SIDE * VECTOR);
  maps1 = take(c1 * 784 * VECTOR);
  pooled1 = take(c1 * 196 * VECTOR);
  maps3 = take(c3 * 100 * VECTOR);
  pooled3 = take(width5 * VECTOR);
  pooledGradient1 = take(c1 * 196 * VECTOR);
  pooledGradient3 = take(width5 * VECTOR);
  hidden5 = take(width6 * VECTOR);
  hidden6 = take(width7 * VECTOR);
  logits = take(16 * VECTOR);
  itemGradients = take(max(4 * max(width5, max(width6, width7)), ITEM) * 4);
}
