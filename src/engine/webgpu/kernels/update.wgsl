// Adds up each parameter's gradient over the batch, in the order of the samples, and updates the parameter: one thread
// for a parameter. The last workgroup sums the batch's losses and hits instead.
// Twin: dense.ts (denseBackward), optimizer.ts, trainer.ts (accumulate).

const ADAM = 0u;
const ADAMW = 1u;
const SGD = 2u;

// Place `local` in a dense layer's weight, then bias.
fn denseGradient(local: u32, inputs: u32, outputs: u32, inputAt: u32, gradientAt: u32, samples: u32) -> f32 {
  var sum = 0.0;
  if (local < inputs * outputs) {
    var gradient = gradientAt + local / inputs;
    var input = inputAt + local % inputs;
    for (var sample = 0u; sample < samples; sample++) {
      sum += values[gradient] * values[input];
      gradient += outputs;
      input += inputs;
    }
  } else {
    let gradient = gradientAt + local - inputs * outputs;
    for (var sample = 0u; sample < samples; sample++) { sum += values[gradient + sample * outputs]; }
  }
  return sum;
}

fn sumOfParts(first: u32, stride: u32, parts: u32) -> f32 {
  var sum = 0.0;
  for (var part = 0u; part < parts; part++) { sum += values[first + part * stride]; }
  return sum;
}

fn gradientOf(i: u32, samples: u32) -> f32 {
  if (i < C3_WEIGHT) { return sumOfParts(C1_SUM_AT + i, C1_SIZE, samples * C1_SUMS); }
  if (i < F5_WEIGHT) { return sumOfParts(C3_PART_AT + i - C3_WEIGHT, C3_SIZE, samples); }
  if (i < F6_WEIGHT) {
    return denseGradient(i - F5_WEIGHT, C3 * 25, F5, S4_AT, F5_GRADIENT_AT, samples);
  }
  if (i < F7_WEIGHT) { return denseGradient(i - F6_WEIGHT, F5, F6, F5_AT, F6_GRADIENT_AT, samples); }
  return denseGradient(i - F7_WEIGHT, F6, 10, F6_AT, LOGITS_GRADIENT_AT, samples);
}

fn updateParameter(i: u32, batchGradient: f32, numbers: vec4f) {
  var gradient = batchGradient;
  let old = parameters[i];
  if (OPTIMIZER != ADAMW) { gradient += DECAY * old; }
  if (OPTIMIZER == SGD) {
    let velocity = MOMENTUM * moments[i] + gradient;
    moments[i] = velocity;
    parameters[i] = old - numbers.x * velocity;
    return;
  }
  let mean = BETA1 * moments[i] + REST1 * gradient;
  let square = BETA2 * moments[SIZE + i] + REST2 * gradient * gradient;
  moments[i] = mean;
  moments[SIZE + i] = square;
  parameters[i] = numbers.w * old - numbers.y * mean / (sqrt(square) * numbers.z + EPSILON);
}

@compute @workgroup_size(THREADS)
fn update(@builtin(global_invocation_id) id: vec3u) {
  let step = history[NEXT_STEP] - 1;
  let samples = samplesOf(step);
  if (id.x < SIZE) { updateParameter(id.x, gradientOf(id.x, samples), rates[step]); }
  if (id.x == LOSS_THREAD) {
    var loss = 0.0;
    var hits = 0.0;
    for (var sample = 0u; sample < samples; sample++) {
      loss += values[LOSS_AT + sample];
      hits += values[HIT_AT + sample];
    }
    history[HISTORY_AT + 2 * step] = bitcast<u32>(loss / f32(samples));
    history[HISTORY_AT + 2 * step + 1] = u32(hits);
    history[STEP] = step + 1;
  }
}
