// What all kernels share: bindings, activation, pooling, and the 5x5 correlation of a 2x2 window of outputs.
// constants.ts puts the network's sizes and choices, the offsets in the buffers and `member` in front of this text.
// Every buffer but the dataset has a part for each member of a population; `member` says which one a workgroup computes.

// The dataset's pixels [images, 28, 28], then its labels [images]; four bytes a word.
@group(0) @binding(0) var<storage, read> dataset: array<u32>;
// Sample words (contract/sample.ts), step after step.
@group(0) @binding(1) var<storage, read> words: array<array<u32, WORDS_LENGTH>>;
// A row for each step: learning rate, Adam's step size, 1 / sqrt(1 - beta2^t), factor of decoupled weight decay.
@group(0) @binding(2) var<storage, read> rates: array<array<vec4f, RATES_LENGTH>>;
// In the flat layout of contract/model.ts.
@group(0) @binding(3) var<storage, read_write> parameters: array<array<f32, SIZE>>;
// First moments, then second moments.
@group(0) @binding(4) var<storage, read_write> moments: array<array<f32, 2 * SIZE>>;
// Activations, their gradients, and partial sums of the convolutions' gradients: see valuesLayout in constants.ts.
@group(0) @binding(5) var<storage, read_write> values: array<array<f32, VALUES_LENGTH>>;
// A header with the current step and the host's numbers of the chunk, then the results: loss and correct predictions of
// each step, or the logits of each sample.
@group(0) @binding(6) var<storage, read_write> history: array<array<u32, HISTORY_LENGTH>>;

// The current step, twice: a kernel that changes one of them reads the other, since its workgroups start at any time.
const STEP = 0u;
const NEXT_STEP = 1u;
const WORD_COUNT = 2u;
const BATCH = 3u;
const IMAGE_COUNT = 4u;
// Floats: label smoothing, the same divided by the classes, and weight decay.
const SMOOTHING = 5u;
const SMOOTHING_OF_CLASS = 6u;
const DECAY = 7u;

const KERNEL = 25u;
const SIGMOID = 0u;
const TANH = 1u;
const RELU = 2u;
const AVERAGE = 0u;
const MAX = 1u;

// Index in `words` of a step's first sample.
fn firstOf(step: u32) -> u32 {
  return step * history[member][BATCH];
}

// Number of samples of a step: the batch, or fewer in the last step.
fn samplesOf(step: u32) -> u32 {
  return min(history[member][BATCH], history[member][WORD_COUNT] - firstOf(step));
}

fn activate(value: f32) -> f32 {
  switch ACTIVATION {
    case SIGMOID: { return 1.0 / (1.0 + exp(-value)); }
    case TANH: {
      // By an exponential that cannot overflow.
      let e = exp(-2.0 * abs(value));
      return sign(value) * (1.0 - e) / (1.0 + e);
    }
    // This comparison lets NaN pass, so that a diverged run shows it.
    default: { return select(value, 0.0, value < 0.0); }
  }
}

fn activate4(value: vec4f) -> vec4f {
  return vec4f(activate(value.x), activate(value.y), activate(value.z), activate(value.w));
}

// The derivative in terms of the activation's output.
fn slope(output: vec4f) -> vec4f {
  switch ACTIVATION {
    case SIGMOID: { return output * (1.0 - output); }
    case TANH: { return 1.0 - output * output; }
    default: { return select(vec4f(1.0), vec4f(0.0), output <= vec4f(0.0)); }
  }
}

// A pooling window is (top left, top right, bottom left, bottom right).
fn pool(window: vec4f) -> f32 {
  if (POOLING == AVERAGE) {
    return (window.x + window.y + window.z + window.w) / 4.0;
  }
  var largest = window.x;
  largest = select(largest, window.y, window.y > largest);
  largest = select(largest, window.z, window.z > largest);
  return select(largest, window.w, window.w > largest);
}

// Average: a quarter to each. Maximum: all to the first of the largest.
fn poolBackward(window: vec4f, gradient: f32) -> vec4f {
  if (POOLING == AVERAGE) {
    return vec4f(gradient / 4.0);
  }
  var at = 0u;
  var largest = window.x;
  if (window.y > largest) { at = 1u; largest = window.y; }
  if (window.z > largest) { at = 2u; largest = window.z; }
  if (window.w > largest) { at = 3u; }
  return select(vec4f(0.0), vec4f(gradient), vec4u(at) == vec4u(0u, 1u, 2u, 3u));
}

struct RegionRow { ab: vec2f, bc: vec2f, cd: vec2f, de: vec2f, ef: vec2f }
struct Region { r0: RegionRow, r1: RegionRow, r2: RegionRow, r3: RegionRow, r4: RegionRow, r5: RegionRow }

fn regionRow(a: f32, b: f32, c: f32, d: f32, e: f32, f: f32) -> RegionRow {
  return RegionRow(vec2f(a, b), vec2f(b, c), vec2f(c, d), vec2f(d, e), vec2f(e, f));
}

fn kernelRow(row: RegionRow, at: u32, sum: vec2f) -> vec2f {
  return sum + parameters[member][at] * row.ab + parameters[member][at + 1] * row.bc +
    parameters[member][at + 2] * row.cd + parameters[member][at + 3] * row.de + parameters[member][at + 4] * row.ef;
}

// Adds to the 2x2 window `sum` the correlation of a region with the 5x5 kernel at `at`.
fn correlate(region: Region, at: u32, sum: vec4f) -> vec4f {
  var top = sum.xy;
  var bottom = sum.zw;
  top = kernelRow(region.r0, at, top);
  bottom = kernelRow(region.r1, at, bottom);
  top = kernelRow(region.r1, at + 5, top);
  bottom = kernelRow(region.r2, at + 5, bottom);
  top = kernelRow(region.r2, at + 10, top);
  bottom = kernelRow(region.r3, at + 10, bottom);
  top = kernelRow(region.r3, at + 15, top);
  bottom = kernelRow(region.r4, at + 15, bottom);
  top = kernelRow(region.r4, at + 20, top);
  bottom = kernelRow(region.r5, at + 20, bottom);
  return vec4f(top, bottom);
}
