// The dense layers, the loss, and all the way back to the activations of c3: one workgroup for a sample.
// Twin: dense.ts, softmax-cross-entropy.ts, activation.ts, pooling.ts. Without TRAINING it ends at the logits.

const LANES = 16u;
const GROUPS = HEAD_THREADS / LANES;
// Outputs of a layer whose sums are under way at once.
const ROUNDS = 4u;
const AT_ONCE = ROUNDS * GROUPS;
// One more than the lanes, so that neighbouring threads read from different banks.
const STRIDE = LANES + 1;

const S4 = C3 * 25;
const F5_HERE = S4;
const F6_HERE = F5_HERE + F5;
const LOGITS_HERE = F6_HERE + F6;
const HERE = LOGITS_HERE + 10;

// Outputs of the layers, overwritten by their gradients on the way back.
var<workgroup> here: array<f32, HERE>;
var<workgroup> sums: array<f32, AT_ONCE * STRIDE>;

// here[output …] = weight * here[input …] + bias. Lanes stride along a row of the weight, which is contiguous.
fn dense(thread: u32, weight: u32, inputs: u32, outputs: u32, input: u32, output: u32, between: bool) {
  let lane = thread % LANES;
  let group = thread / LANES;
  for (var first = 0u; first < outputs; first += AT_ONCE) {
    for (var round = 0u; round < ROUNDS; round++) {
      let place = round * GROUPS + group;
      var sum = 0.0;
      if (first + place < outputs) {
        let row = weight + (first + place) * inputs;
        for (var i = lane; i < inputs; i += LANES) { sum += parameters[row + i] * here[input + i]; }
      }
      sums[place * STRIDE + lane] = sum;
    }
    workgroupBarrier();
    if (thread < AT_ONCE && first + thread < outputs) {
      var sum = parameters[weight + outputs * inputs + first + thread];
      for (var i = 0u; i < LANES; i++) { sum += sums[thread * STRIDE + i]; }
      if (between) { sum = activate(sum); }
      here[output + first + thread] = sum;
    }
    workgroupBarrier();
  }
}

// The gradient of input `i` of a layer whose outputs' gradients are here[output …].
fn denseBackward(i: u32, weight: u32, inputs: u32, outputs: u32, output: u32) -> f32 {
  var sum = 0.0;
  for (var o = 0u; o < outputs; o++) { sum += parameters[weight + o * inputs + i] * here[output + o]; }
  return sum;
}

// Leaves the gradients of the logits where the logits were, and loss and hit in `values`.
fn crossEntropy(sample: u32, samples: u32, label: u32) {
  var best = 0u;
  var total = 0.0;
  for (var k = 0u; k < 10; k++) {
    let logit = here[LOGITS_HERE + k];
    total += logit;
    if (logit > here[LOGITS_HERE + best]) { best = k; }
  }
  let largest = here[LOGITS_HERE + best];
  let ofLabel = here[LOGITS_HERE + label] - largest;
  var sum = 0.0;
  for (var k = 0u; k < 10; k++) { sum += exp(here[LOGITS_HERE + k] - largest); }
  let logSum = log(sum);
  values[LOSS_AT + sample] = (1.0 - SMOOTHING) * (logSum - ofLabel) + SMOOTHING * (logSum - (total / 10.0 - largest));
  values[HIT_AT + sample] = select(0.0, 1.0, best == label);
  for (var k = 0u; k < 10; k++) {
    let probability = exp(here[LOGITS_HERE + k] - largest) / sum;
    let wanted = SMOOTHING / 10.0 + select(0.0, 1.0 - SMOOTHING, k == label);
    here[LOGITS_HERE + k] = (probability - wanted) / f32(samples);
  }
}

fn labelOf(word: u32) -> u32 {
  let at = history[PICTURE_COUNT] * 784 + (word & 0xfffff);
  return (dataset[at >> 2] >> (8 * (at & 3))) & 255;
}

fn between(output: f32) -> f32 {
  return select(1.0, slope(vec4f(output)).x, DENSE);
}

@compute @workgroup_size(HEAD_THREADS)
fn head(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  // No early end for a sample beyond the last: barriers want all threads. What it leaves is not read.
  let sample = group.x;
  let step = history[STEP_AFTER_CONV2];
  for (var i = thread; i < S4; i += HEAD_THREADS) { here[i] = values[S4_AT + sample * S4 + i]; }
  workgroupBarrier();
  dense(thread, F5_WEIGHT, S4, F5, 0, F5_HERE, DENSE);
  dense(thread, F6_WEIGHT, F5, F6, F5_HERE, F6_HERE, DENSE);
  dense(thread, F7_WEIGHT, F6, 10, F6_HERE, LOGITS_HERE, false);
  if (!TRAINING) {
    if (thread < 10 && sample < samplesOf(step)) {
      history[HISTORY_AT + (firstOf(step) + sample) * 10 + thread] = bitcast<u32>(here[LOGITS_HERE + thread]);
    }
    if (sample == 0 && thread == 0) { history[STEP] = step + 1; }
    return;
  }

  if (thread == 0) { crossEntropy(sample, samplesOf(step), labelOf(words[firstOf(step) + sample])); }
  workgroupBarrier();
  if (thread < 10) { values[LOGITS_GRADIENT_AT + sample * 10 + thread] = here[LOGITS_HERE + thread]; }
  for (var i = thread; i < F6; i += HEAD_THREADS) {
    let output = here[F6_HERE + i];
    let gradient = between(output) * denseBackward(i, F7_WEIGHT, F6, 10, LOGITS_HERE);
    values[F6_AT + sample * F6 + i] = output;
    values[F6_GRADIENT_AT + sample * F6 + i] = gradient;
    here[F6_HERE + i] = gradient;
  }
  workgroupBarrier();
  for (var i = thread; i < F5; i += HEAD_THREADS) {
    let output = here[F5_HERE + i];
    let gradient = between(output) * denseBackward(i, F6_WEIGHT, F5, F6, F6_HERE);
    values[F5_AT + sample * F5 + i] = output;
    values[F5_GRADIENT_AT + sample * F5 + i] = gradient;
    here[F5_HERE + i] = gradient;
  }
  workgroupBarrier();
  for (var i = thread; i < S4; i += HEAD_THREADS) {
    let gradient = denseBackward(i, F5_WEIGHT, S4, F5, F5_HERE);
    let at = C3_AT + (sample * C3 + i / 25) * 324 + (2 * (i % 25 / 5) + 4) * 18 + 2 * (i % 5) + 4;
    let window = vec4f(values[at], values[at + 1], values[at + 18], values[at + 19]);
    let gradients = poolBackward(window, gradient) * slope(window);
    values[at] = gradients.x;
    values[at + 1] = gradients.y;
    values[at + 18] = gradients.z;
    values[at + 19] = gradients.w;
  }
}
