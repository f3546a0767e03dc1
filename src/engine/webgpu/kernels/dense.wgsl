// f5, f6 and f7, the loss, and the way back to the gradients of c3, by one workgroup for a sample.
// Twin: dense.ts (dense, denseBackward), softmax-cross-entropy.ts (crossEntropy, crossEntropyBackward).

// Outputs of a layer that are summed at once, and the stride of their rows of partial sums: one more than the lanes, so
// that neighbouring threads read from different banks.
const GROUPS = SAMPLE_THREADS / LANES;
const AT_ONCE = 2 * GROUPS;
const STRIDE = LANES + 1;

const F5_LOCAL = S4;
const F6_LOCAL = F5_LOCAL + F5;
const LOGITS_LOCAL = F6_LOCAL + F6;
const DENSE_LOCAL = LOGITS_LOCAL + CLASSES;

// s4 and the outputs of the dense layers. The backward pass overwrites them with their gradients.
var<workgroup> denseLocal: array<f32, DENSE_LOCAL>;
var<workgroup> sums: array<f32, AT_ONCE * STRIDE>;

// Four weights, `stride` apart, loaded at once because a thread would wait for each single load.
fn fourWeights(at: u32, stride: u32) -> vec4f {
  return vec4f(
    parameters[member][at],
    parameters[member][at + stride],
    parameters[member][at + 2 * stride],
    parameters[member][at + 3 * stride],
  );
}

fn fourUnits(at: u32, stride: u32) -> vec4f {
  return vec4f(denseLocal[at], denseLocal[at + stride], denseLocal[at + 2 * stride], denseLocal[at + 3 * stride]);
}

fn sumOf(four: vec4f) -> f32 {
  return (four.x + four.y) + (four.z + four.w);
}

// denseLocal[output …] = weight * denseLocal[input …] + bias. The lanes stride along a row of the weight, which is
// contiguous. `between`: whether the activation follows.
fn dense(thread: u32, weight: u32, inputs: u32, outputs: u32, input: u32, output: u32, between: bool) {
  let biases = weight + outputs * inputs;
  let lane = thread % LANES;
  let group = thread / LANES;
  for (var first = 0u; first < outputs; first += AT_ONCE) {
    // Two outputs share the loads of the inputs.
    let row = weight + min(first + group, outputs - 1) * inputs;
    let nextRow = weight + min(first + GROUPS + group, outputs - 1) * inputs;
    var sum = vec4f(0.0);
    var nextSum = vec4f(0.0);
    var i = lane;
    for (; i + 3 * LANES < inputs; i += 4 * LANES) {
      let units = fourUnits(input + i, LANES);
      sum += units * fourWeights(row + i, LANES);
      nextSum += units * fourWeights(nextRow + i, LANES);
    }
    for (; i < inputs; i += LANES) {
      sum.x += parameters[member][row + i] * denseLocal[input + i];
      nextSum.x += parameters[member][nextRow + i] * denseLocal[input + i];
    }
    sums[group * STRIDE + lane] = sumOf(sum);
    sums[(GROUPS + group) * STRIDE + lane] = sumOf(nextSum);
    workgroupBarrier();
    if (thread < AT_ONCE && first + thread < outputs) {
      var total = parameters[member][biases + first + thread];
      for (var i = 0u; i < LANES; i++) { total += sums[thread * STRIDE + i]; }
      if (between) { total = activate(total); }
      denseLocal[output + first + thread] = total;
    }
    workgroupBarrier();
  }
}

// Gradient of input `i` of a layer; the gradients of its outputs are denseLocal[output …].
fn denseBackward(i: u32, weight: u32, inputs: u32, outputs: u32, output: u32) -> f32 {
  var sum = vec4f(0.0);
  let column = weight + i;
  var o = 0u;
  for (; o + 7 < outputs; o += 8) {
    sum += fourUnits(output + o, 1) * fourWeights(column + o * inputs, inputs);
    sum += fourUnits(output + o + 4, 1) * fourWeights(column + (o + 4) * inputs, inputs);
  }
  for (; o < outputs; o++) { sum.x += parameters[member][column + o * inputs] * denseLocal[output + o]; }
  return sumOf(sum);
}

// Replaces the logits by their gradients; stores the sample's loss and whether its prediction is correct in `values`.
fn crossEntropy(sample: u32, samples: u32, label: u32) {
  var best = 0u;
  var total = 0.0;
  for (var k = 0u; k < CLASSES; k++) {
    let logit = denseLocal[LOGITS_LOCAL + k];
    total += logit;
    if (logit > denseLocal[LOGITS_LOCAL + best]) { best = k; }
  }
  let largest = denseLocal[LOGITS_LOCAL + best];
  let ofLabel = denseLocal[LOGITS_LOCAL + label] - largest;
  var sum = 0.0;
  for (var k = 0u; k < CLASSES; k++) { sum += exp(denseLocal[LOGITS_LOCAL + k] - largest); }
  let logSum = log(sum);
  let smoothing = bitcast<f32>(history[member][SMOOTHING]);
  values[member][LOSS_AT + sample] =
    (1.0 - smoothing) * (logSum - ofLabel) + smoothing * (logSum - (total / f32(CLASSES) - largest));
  values[member][CORRECT_AT + sample] = select(0.0, 1.0, best == label);
  for (var k = 0u; k < CLASSES; k++) {
    let probability = exp(denseLocal[LOGITS_LOCAL + k] - largest) / sum;
    let goal = bitcast<f32>(history[member][SMOOTHING_OF_CLASS]) + select(0.0, 1.0 - smoothing, k == label);
    denseLocal[LOGITS_LOCAL + k] = (probability - goal) / f32(samples);
  }
}

fn labelOf(word: u32) -> u32 {
  let at = history[member][IMAGE_COUNT] * 784 + (word & 0xfffff);
  return (dataset[at >> 2] >> (8 * (at & 3))) & 255;
}

fn between(output: f32) -> f32 {
  return select(1.0, slope(vec4f(output)).x, DENSE);
}

// From s4 to the logits, both in `denseLocal`. All threads of the workgroup take part and can read the logits
// afterwards.
fn denseLayers(thread: u32) {
  dense(thread, F5_WEIGHT, S4, F5, 0, F5_LOCAL, DENSE);
  dense(thread, F6_WEIGHT, F5, F6, F5_LOCAL, F6_LOCAL, DENSE);
  dense(thread, F7_WEIGHT, F6, CLASSES, F6_LOCAL, LOGITS_LOCAL, false);
}

// The results of a forward pass.
fn storeLogits(thread: u32, sample: u32, step: u32) {
  if (sample < samplesOf(step)) {
    let place = HISTORY_AT + (firstOf(step) + sample) * CLASSES;
    for (var k = thread; k < CLASSES; k += SAMPLE_THREADS) {
      history[member][place + k] = bitcast<u32>(denseLocal[LOGITS_LOCAL + k]);
    }
  }
}

// From the logits to the gradients of c3. Stores in `values` what `update` needs for the weights' gradients.
fn denseLayersBackward(thread: u32, sample: u32, step: u32) {
  if (thread == 0) { crossEntropy(sample, samplesOf(step), labelOf(words[member][firstOf(step) + sample])); }
  workgroupBarrier();
  for (var k = thread; k < CLASSES; k += SAMPLE_THREADS) {
    values[member][LOGITS_GRADIENT_AT + sample * CLASSES + k] = denseLocal[LOGITS_LOCAL + k];
  }
  for (var i = thread; i < F6; i += SAMPLE_THREADS) {
    let output = denseLocal[F6_LOCAL + i];
    let gradient = between(output) * denseBackward(i, F7_WEIGHT, F6, CLASSES, LOGITS_LOCAL);
    values[member][F6_AT + sample * F6 + i] = output;
    values[member][F6_GRADIENT_AT + sample * F6 + i] = gradient;
    denseLocal[F6_LOCAL + i] = gradient;
  }
  workgroupBarrier();
  for (var i = thread; i < F5; i += SAMPLE_THREADS) {
    let output = denseLocal[F5_LOCAL + i];
    let gradient = between(output) * denseBackward(i, F6_WEIGHT, F5, F6, F6_LOCAL);
    values[member][F5_AT + sample * F5 + i] = output;
    values[member][F5_GRADIENT_AT + sample * F5 + i] = gradient;
    denseLocal[F5_LOCAL + i] = gradient;
  }
  workgroupBarrier();
  for (var i = thread; i < S4; i += SAMPLE_THREADS) {
    let gradient = denseBackward(i, F5_WEIGHT, S4, F5, F5_LOCAL);
    let at = i / 25 * 100 + 20 * (i % 25 / 5) + 2 * (i % 5);
    let window = vec4f(readC3(sample, at), readC3(sample, at + 1), readC3(sample, at + 10), readC3(sample, at + 11));
    let gradients = poolBackward(window, gradient) * slope(window);
    writeC3(sample, at, gradients.x);
    writeC3(sample, at + 1, gradients.y);
    writeC3(sample, at + 10, gradients.z);
    writeC3(sample, at + 11, gradients.w);
  }
}
