// A sample's part of the gradients of c1's weights and biases, in parts of C1_ROWS image rows. One item is a row of
// five weights of two maps, which share the image, in one part.
// Twin: convolution.ts (convolveBackwardParameters).

fn storeC1Gradient(place: u32, map: u32, row: u32, sums: array<f32, 5>, bias: f32) {
  let at = place + map * KERNEL + row * 5;
  values[member][at] = sums[0];
  values[member][at + 1] = sums[1];
  values[member][at + 2] = sums[2];
  values[member][at + 3] = sums[3];
  values[member][at + 4] = sums[4];
  if (row == 0) { values[member][place + C1 * KERNEL + map] = bias; }
}

fn c1WeightGradient(sample: u32, item: u32) {
  let part = item / (5 * C1_PAIRS);
  let map = 2 * (item / 5 % C1_PAIRS);
  let next = min(map + 1, C1 - 1);
  let row = item % 5;
  let source = FRAMED_AT + sample * 1024 + (part * C1_ROWS + row) * 32;
  let gradient = C1_AT + (sample * C1 + map) * 784 + part * C1_ROWS * 28;
  let nextGradient = gradient + (next - map) * 784;
  var s0 = vec2f(0.0);
  var s1 = vec2f(0.0);
  var s2 = vec2f(0.0);
  var s3 = vec2f(0.0);
  var s4 = vec2f(0.0);
  var bias = vec2f(0.0);
  for (var y = 0u; y < C1_ROWS; y++) {
    let line = source + y * 32;
    var v0 = values[member][line];
    var v1 = values[member][line + 1];
    var v2 = values[member][line + 2];
    var v3 = values[member][line + 3];
    for (var x = 0u; x < 28; x++) {
      let v4 = values[member][line + x + 4];
      let g = vec2f(values[member][gradient + y * 28 + x], values[member][nextGradient + y * 28 + x]);
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
  let place = C1_PART_AT + (sample * C1_PARTS + part) * C1_SIZE;
  storeC1Gradient(place, map, row, array(s0.x, s1.x, s2.x, s3.x, s4.x), bias.x);
  if (next > map) { storeC1Gradient(place, next, row, array(s0.y, s1.y, s2.y, s3.y, s4.y), bias.y); }
}
