// Sums each parameter's gradient over the batch in the order of the samples and updates the parameter. One item is a
// parameter of a convolution, or four weights or one bias of a dense layer. The last workgroup sums the losses and the
// correct predictions.
// Twin: dense.ts (denseBackward), optimizer.ts (update), trainer.ts (Trainer).

const ADAM = 0u;
const ADAMW = 1u;
const SGD = 2u;

// The factor of weight decay, read once by each thread.
var<private> decay: f32;

// Items of a dense layer: four weights of a row, a quarter of the row apart, then the biases.
fn quarterOf(inputs: u32) -> u32 {
  return (inputs + 3) / 4;
}

fn itemsOf(inputs: u32, outputs: u32) -> u32 {
  return outputs * (quarterOf(inputs) + 1);
}

fn sumOfParts(first: u32, stride: u32, parts: u32) -> f32 {
  var sum = 0.0;
  for (var part = 0u; part < parts; part++) { sum += values[member][first + part * stride]; }
  return sum;
}

fn updateParameter(i: u32, batchGradient: f32, numbers: vec4f) {
  var gradient = batchGradient;
  let old = parameters[member][i];
  if (OPTIMIZER != ADAMW) { gradient += decay * old; }
  if (OPTIMIZER == SGD) {
    let velocity = MOMENTUM * moments[member][i] + gradient;
    moments[member][i] = velocity;
    parameters[member][i] = old - numbers.x * velocity;
    return;
  }
  let mean = BETA1 * moments[member][i] + REST1 * gradient;
  let square = BETA2 * moments[member][SIZE + i] + REST2 * gradient * gradient;
  moments[member][i] = mean;
  moments[member][SIZE + i] = square;
  parameters[member][i] = numbers.w * old - numbers.y * mean / (sqrt(square) * numbers.z + EPSILON);
}

fn updateDense(
  item: u32, weight: u32, inputs: u32, outputs: u32, inputAt: u32, gradientAt: u32, samples: u32, numbers: vec4f
) {
  let quarter = quarterOf(inputs);
  if (item < outputs * quarter) {
    let output = item / quarter;
    let first = item % quarter;
    var gradient = gradientAt + output;
    var input = inputAt + first;
    var sum = vec4f(0.0);
    for (var sample = 0u; sample < samples; sample++) {
      // The last loads may lie beyond the end of the row. Their sums are not used.
      let units = vec4f(
        values[member][input],
        values[member][input + quarter],
        values[member][input + 2 * quarter],
        values[member][input + 3 * quarter],
      );
      sum += values[member][gradient] * units;
      gradient += outputs;
      input += inputs;
    }
    let at = weight + output * inputs + first;
    updateParameter(at, sum.x, numbers);
    if (first + quarter < inputs) { updateParameter(at + quarter, sum.y, numbers); }
    if (first + 2 * quarter < inputs) { updateParameter(at + 2 * quarter, sum.z, numbers); }
    if (first + 3 * quarter < inputs) { updateParameter(at + 3 * quarter, sum.w, numbers); }
  } else {
    let output = item - outputs * quarter;
    updateParameter(weight + outputs * inputs + output, sumOfParts(gradientAt + output, outputs, samples), numbers);
  }
}

fn updateItem(item: u32, samples: u32, numbers: vec4f) {
  if (item < C3_WEIGHT) {
    updateParameter(item, sumOfParts(C1_SUM_AT + item, C1_SIZE, samples * C1_SUMS), numbers);
    return;
  }
  if (item < F5_WEIGHT) {
    updateParameter(item, sumOfParts(C3_PART_AT + item - C3_WEIGHT, C3_SIZE, samples), numbers);
    return;
  }
  var denseItem = item - F5_WEIGHT;
  if (denseItem < itemsOf(S4, F5)) {
    updateDense(denseItem, F5_WEIGHT, S4, F5, S4_AT, F5_GRADIENT_AT, samples, numbers);
    return;
  }
  denseItem -= itemsOf(S4, F5);
  if (denseItem < itemsOf(F5, F6)) {
    updateDense(denseItem, F6_WEIGHT, F5, F6, F5_AT, F6_GRADIENT_AT, samples, numbers);
    return;
  }
  denseItem -= itemsOf(F5, F6);
  if (denseItem < itemsOf(F6, CLASSES)) {
    updateDense(denseItem, F7_WEIGHT, F6, CLASSES, F6_AT, LOGITS_GRADIENT_AT, samples, numbers);
  }
}

@compute @workgroup_size(THREADS)
fn update(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  decay = bitcast<f32>(history[member][DECAY]);
  let step = history[member][NEXT_STEP] - 1;
  let samples = samplesOf(step);
  updateItem(id.x, samples, rates[member][step]);
  if (id.x == LOSS_THREAD) {
    var loss = 0.0;
    var correct = 0.0;
    for (var sample = 0u; sample < samples; sample++) {
      loss += values[member][LOSS_AT + sample];
      correct += values[member][CORRECT_AT + sample];
    }
    history[member][HISTORY_AT + 2 * step] = bitcast<u32>(loss / f32(samples));
    history[member][HISTORY_AT + 2 * step + 1] = u32(correct);
    history[member][STEP] = step + 1;
  }
}
