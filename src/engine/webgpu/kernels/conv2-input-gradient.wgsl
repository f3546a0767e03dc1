// From the gradients of c3 to those of s2, and through pooling and activation to those of c1, in the place of its
// outputs: one thread for a 2x2 window of s2 in two maps, which share the regions.
// Twin: convolution.ts (convolveBackwardInput), pooling.ts (poolBackward), activation.ts (activateBackward).

fn kernelRowBackward(row: RegionRow, at: u32, sum: vec2f) -> vec2f {
  return sum + parameters[at + 4] * row.ab + parameters[at + 3] * row.bc + parameters[at + 2] * row.cd +
    parameters[at + 1] * row.de + parameters[at] * row.ef;
}

// As `correlate`, with the kernel turned by 180 degrees.
fn correlateBackward(region: Region, at: u32, sum: vec4f) -> vec4f {
  var top = sum.xy;
  var bottom = sum.zw;
  top = kernelRowBackward(region.r0, at + 20, top);
  bottom = kernelRowBackward(region.r1, at + 20, bottom);
  top = kernelRowBackward(region.r1, at + 15, top);
  bottom = kernelRowBackward(region.r2, at + 15, bottom);
  top = kernelRowBackward(region.r2, at + 10, top);
  bottom = kernelRowBackward(region.r3, at + 10, bottom);
  top = kernelRowBackward(region.r3, at + 5, top);
  bottom = kernelRowBackward(region.r4, at + 5, bottom);
  top = kernelRowBackward(region.r4, at, top);
  bottom = kernelRowBackward(region.r5, at, bottom);
  return vec4f(top, bottom);
}

fn backThroughPool(at: u32, gradient: f32) {
  let window = vec4f(values[at], values[at + 1], values[at + 28], values[at + 29]);
  let gradients = poolBackward(window, gradient) * slope(window);
  values[at] = gradients.x;
  values[at + 1] = gradients.y;
  values[at + 28] = gradients.z;
  values[at + 29] = gradients.w;
}

fn finishWindow(sample: u32, map: u32, place: u32, sum: vec4f) {
  let at = C1_AT + (sample * C1 + map) * 784 + 112 * (place / 7) + 4 * (place % 7);
  backThroughPool(at, sum.x);
  backThroughPool(at + 2, sum.y);
  backThroughPool(at + 56, sum.z);
  backThroughPool(at + 58, sum.w);
}

@compute @workgroup_size(THREADS)
fn conv2InputGradient(@builtin(global_invocation_id) id: vec3u) {
  let sample = id.x / (49 * C1_PAIRS);
  if (sample >= samplesOf(history[STEP_AFTER_CONV2])) { return; }
  let map = 2 * (id.x / 49 % C1_PAIRS);
  let next = min(map + 1, C1 - 1);
  let place = id.x % 49;
  let corner = C3_AT + sample * C3 * 324 + 36 * (place / 7) + 2 * (place % 7);
  var sum = vec4f(0.0);
  var nextSum = vec4f(0.0);
  for (var output = 0u; output < C3; output++) {
    let region = valuesRegion(corner + output * 324, 18);
    sum = correlateBackward(region, C3_WEIGHT + (output * C1 + map) * KERNEL, sum);
    nextSum = correlateBackward(region, C3_WEIGHT + (output * C1 + next) * KERNEL, nextSum);
  }
  finishWindow(sample, map, place, sum);
  if (next > map) { finishWindow(sample, next, place, nextSum); }
}
