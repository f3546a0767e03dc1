// A sample's part of the gradients of c3's weights and biases. One item is a row of five weights from one input map to
// two output maps, which share the input.
// Twin: convolution.ts (convolveBackwardParameters).

fn storeC3Gradient(sample: u32, map: u32, input: u32, row: u32, sums: array<f32, 5>, bias: f32) {
  let part = C3_PART_AT + sample * C3_SIZE;
  let at = part + (map * C1 + input) * KERNEL + row * 5;
  values[member][at] = sums[0];
  values[member][at + 1] = sums[1];
  values[member][at + 2] = sums[2];
  values[member][at + 3] = sums[3];
  values[member][at + 4] = sums[4];
  if (input == 0 && row == 0) { values[member][part + C3 * C1 * KERNEL + map] = bias; }
}

fn c3WeightGradient(sample: u32, item: u32) {
  let map = 2 * (item / (5 * C1));
  let next = min(map + 1, C3 - 1);
  let input = item / 5 % C1;
  let row = item % 5;
  var s0 = vec2f(0.0);
  var s1 = vec2f(0.0);
  var s2 = vec2f(0.0);
  var s3 = vec2f(0.0);
  var s4 = vec2f(0.0);
  var bias = vec2f(0.0);
  for (var y = 0u; y < 10; y++) {
    let line = input * 196 + (y + row) * 14;
    let gradients = map * 100 + y * 10;
    let nextGradients = next * 100 + y * 10;
    var v0 = readS2(sample, line);
    var v1 = readS2(sample, line + 1);
    var v2 = readS2(sample, line + 2);
    var v3 = readS2(sample, line + 3);
    for (var x = 0u; x < 10; x++) {
      let v4 = readS2(sample, line + x + 4);
      let g = vec2f(readC3(sample, gradients + x), readC3(sample, nextGradients + x));
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
  storeC3Gradient(sample, map, input, row, array(s0.x, s1.x, s2.x, s3.x, s4.x), bias.x);
  if (next > map) { storeC3Gradient(sample, next, input, row, array(s0.y, s1.y, s2.y, s3.y, s4.y), bias.y); }
}
