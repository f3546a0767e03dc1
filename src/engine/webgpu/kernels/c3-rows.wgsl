// c3 with its activation, and s4: one item is a row of pooled positions of a map. For a GPU in software: fewer loads
// for each product, but too few threads for a GPU in hardware.
// Twin: convolution.ts (convolve).

const C3_ITEMS = 5 * C3;

fn c3Forward(sample: u32, item: u32) {
  let map = item / 5;
  let row = item % 5;
  // Sums of the upper and the lower row of outputs.
  var sums: array<vec2f, 10>;
  for (var input = 0u; input < C1; input++) {
    let kernel = C3_WEIGHT + (map * C1 + input) * KERNEL;
    // An input row is multiplied by a kernel row for the upper outputs, and by the kernel row before it for the lower.
    var w0 = vec2f(0.0);
    var w1 = vec2f(0.0);
    var w2 = vec2f(0.0);
    var w3 = vec2f(0.0);
    var w4 = vec2f(0.0);
    for (var y = 0u; y < 6; y++) {
      let at = input * 196 + (2 * row + y) * 14;
      let v0 = readS2(sample, at);
      let v1 = readS2(sample, at + 1);
      let v2 = readS2(sample, at + 2);
      let v3 = readS2(sample, at + 3);
      let v4 = readS2(sample, at + 4);
      let v5 = readS2(sample, at + 5);
      let v6 = readS2(sample, at + 6);
      let v7 = readS2(sample, at + 7);
      let v8 = readS2(sample, at + 8);
      let v9 = readS2(sample, at + 9);
      let v10 = readS2(sample, at + 10);
      let v11 = readS2(sample, at + 11);
      let v12 = readS2(sample, at + 12);
      let v13 = readS2(sample, at + 13);
      let w = kernel + 5 * y;
      let inside = y < 5;
      w0 = vec2f(select(0.0, parameters[member][w], inside), w0.x);
      w1 = vec2f(select(0.0, parameters[member][w + 1], inside), w1.x);
      w2 = vec2f(select(0.0, parameters[member][w + 2], inside), w2.x);
      w3 = vec2f(select(0.0, parameters[member][w + 3], inside), w3.x);
      w4 = vec2f(select(0.0, parameters[member][w + 4], inside), w4.x);
      sums[0] += w0 * v0 + w1 * v1 + w2 * v2 + w3 * v3 + w4 * v4;
      sums[1] += w0 * v1 + w1 * v2 + w2 * v3 + w3 * v4 + w4 * v5;
      sums[2] += w0 * v2 + w1 * v3 + w2 * v4 + w3 * v5 + w4 * v6;
      sums[3] += w0 * v3 + w1 * v4 + w2 * v5 + w3 * v6 + w4 * v7;
      sums[4] += w0 * v4 + w1 * v5 + w2 * v6 + w3 * v7 + w4 * v8;
      sums[5] += w0 * v5 + w1 * v6 + w2 * v7 + w3 * v8 + w4 * v9;
      sums[6] += w0 * v6 + w1 * v7 + w2 * v8 + w3 * v9 + w4 * v10;
      sums[7] += w0 * v7 + w1 * v8 + w2 * v9 + w3 * v10 + w4 * v11;
      sums[8] += w0 * v8 + w1 * v9 + w2 * v10 + w3 * v11 + w4 * v12;
      sums[9] += w0 * v9 + w1 * v10 + w2 * v11 + w3 * v12 + w4 * v13;
    }
  }
  let bias = parameters[member][C3_BIAS + map];
  storeC3(sample, map, 5 * row, vec4f(sums[0].x, sums[1].x, sums[0].y, sums[1].y) + bias);
  storeC3(sample, map, 5 * row + 1, vec4f(sums[2].x, sums[3].x, sums[2].y, sums[3].y) + bias);
  storeC3(sample, map, 5 * row + 2, vec4f(sums[4].x, sums[5].x, sums[4].y, sums[5].y) + bias);
  storeC3(sample, map, 5 * row + 3, vec4f(sums[6].x, sums[7].x, sums[6].y, sums[7].y) + bias);
  storeC3(sample, map, 5 * row + 4, vec4f(sums[8].x, sums[9].x, sums[8].y, sums[9].y) + bias);
}
