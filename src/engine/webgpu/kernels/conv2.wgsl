// Convolves (c3), activates and pools (s4): one thread for a pooled position of two maps, which share the regions.
// Twin: convolution.ts (convolve), activation.ts, pooling.ts.

fn finishWindow(sample: u32, map: u32, place: u32, sum: vec4f) {
  let window = activate4(sum);
  if (TRAINING) {
    // With a frame of four zeros, which spares the input's gradients all tests for the border.
    let at = C3_AT + (sample * C3 + map) * 324 + (2 * (place / 5) + 4) * 18 + 2 * (place % 5) + 4;
    values[at] = window.x;
    values[at + 1] = window.y;
    values[at + 18] = window.z;
    values[at + 19] = window.w;
  }
  values[S4_AT + (sample * C3 + map) * 25 + place] = pool(window);
}

@compute @workgroup_size(THREADS)
fn conv2(@builtin(global_invocation_id) id: vec3u) {
  let step = history[STEP];
  if (id.x == 0) { history[STEP_AFTER_CONV2] = step; }
  let sample = id.x / (25 * C3_PAIRS);
  if (sample >= samplesOf(step)) { return; }
  let map = 2 * (id.x / 25 % C3_PAIRS);
  let next = min(map + 1, C3 - 1);
  let place = id.x % 25;
  let corner = S2_AT + sample * C1 * 196 + 28 * (place / 5) + 2 * (place % 5);
  var sum = vec4f(parameters[C3_BIAS + map]);
  var nextSum = vec4f(parameters[C3_BIAS + next]);
  for (var input = 0u; input < C1; input++) {
    let region = valuesRegion(corner + input * 196, 14);
    sum = correlate(region, C3_WEIGHT + (map * C1 + input) * KERNEL, sum);
    nextSum = correlate(region, C3_WEIGHT + (next * C1 + input) * KERNEL, nextSum);
  }
  finishWindow(sample, map, place, sum);
  if (next > map) { finishWindow(sample, next, place, nextSum); }
}
