// The share of seven picture rows of each sample in the gradients of c1's weights and biases: one thread for a row of
// five weights of two maps, which share the picture.
// Twin: convolution.ts (convolveBackwardParameters).

fn storeRow(part: u32, map: u32, row: u32, sums: array<f32, 5>, bias: f32) {
  let at = part + map * KERNEL + row * 5;
  values[at] = sums[0];
  values[at + 1] = sums[1];
  values[at + 2] = sums[2];
  values[at + 3] = sums[3];
  values[at + 4] = sums[4];
  if (row == 0) { values[part + C1 * KERNEL + map] = bias; }
}

@compute @workgroup_size(THREADS)
fn conv1WeightGradient(@builtin(global_invocation_id) id: vec3u) {
  let sample = id.x / (5 * C1_PAIRS * C1_PARTS);
  if (sample >= samplesOf(history[STEP_AFTER_CONV2])) { return; }
  let quarter = id.x / (5 * C1_PAIRS) % C1_PARTS;
  let map = 2 * (id.x / 5 % C1_PAIRS);
  let next = min(map + 1, C1 - 1);
  let row = id.x % 5;
  let source = FRAMED_AT + sample * 1024 + (quarter * 7 + row) * 32;
  let gradient = C1_AT + (sample * C1 + map) * 784 + quarter * 7 * 28;
  let nextGradient = gradient + (next - map) * 784;
  var s0 = vec2f(0.0);
  var s1 = vec2f(0.0);
  var s2 = vec2f(0.0);
  var s3 = vec2f(0.0);
  var s4 = vec2f(0.0);
  var bias = vec2f(0.0);
  for (var y = 0u; y < 7; y++) {
    let line = source + y * 32;
    var v0 = values[line];
    var v1 = values[line + 1];
    var v2 = values[line + 2];
    var v3 = values[line + 3];
    for (var x = 0u; x < 28; x++) {
      let v4 = values[line + x + 4];
      let g = vec2f(values[gradient + y * 28 + x], values[nextGradient + y * 28 + x]);
      s0 += g * v0;
      s1 += g * v1;
      s2 += g * v2;
      s3 += g * v3;
      s4 += g * v4;
      bias += g;
      v0 = v1;
      v1 = v2;
      v2 = v3;
      v3 = v4;
    }
  }
  let part = C1_PART_AT + (sample * C1_PARTS + quarter) * C1_SIZE;
  storeRow(part, map, row, array(s0.x, s1.x, s2.x, s3.x, s4.x), bias.x);
  if (next > map) { storeRow(part, next, row, array(s0.y, s1.y, s2.y, s3.y, s4.y), bias.y); }
}
