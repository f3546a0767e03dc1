// Gradients of s2 from those of c3, and through pooling and activation the gradients of c1, which replace its outputs.
// One item is a row of s2 in two maps, which share the gradients. Rows and columns outside c3 are skipped.
// For a GPU in software: fewer loads for each product, but too few threads for a GPU in hardware.
// Twin: convolution.ts (convolveBackwardInput).

const C3_INPUT_GRADIENT_ITEMS = 14 * C1_PAIRS;

fn c3InputGradient(sample: u32, item: u32) {
  let row = item / C1_PAIRS;
  let map = 2 * (item % C1_PAIRS);
  let next = min(map + 1, C1 - 1);
  var sums: array<vec2f, 14>;
  // The rows of c3 that depend on this row.
  let top = max(row, 4u) - 4;
  let bottom = min(row, 9u);
  for (var output = 0u; output < C3; output++) {
    let kernel = C3_WEIGHT + (output * C1 + map) * KERNEL;
    let nextKernel = kernel + (next - map) * KERNEL;
    for (var y = top; y <= bottom; y++) {
      let g = output * 100 + y * 10;
      let w = 5 * (row - y);
      let g0 = readC3(sample, g);
      let g1 = readC3(sample, g + 1);
      let g2 = readC3(sample, g + 2);
      let g3 = readC3(sample, g + 3);
      let g4 = readC3(sample, g + 4);
      let g5 = readC3(sample, g + 5);
      let g6 = readC3(sample, g + 6);
      let g7 = readC3(sample, g + 7);
      let g8 = readC3(sample, g + 8);
      let g9 = readC3(sample, g + 9);
      let w0 = vec2f(parameters[member][kernel + w], parameters[member][nextKernel + w]);
      let w1 = vec2f(parameters[member][kernel + w + 1], parameters[member][nextKernel + w + 1]);
      let w2 = vec2f(parameters[member][kernel + w + 2], parameters[member][nextKernel + w + 2]);
      let w3 = vec2f(parameters[member][kernel + w + 3], parameters[member][nextKernel + w + 3]);
      let w4 = vec2f(parameters[member][kernel + w + 4], parameters[member][nextKernel + w + 4]);
      sums[0] += w0 * g0;
      sums[1] += w0 * g1 + w1 * g0;
      sums[2] += w0 * g2 + w1 * g1 + w2 * g0;
      sums[3] += w0 * g3 + w1 * g2 + w2 * g1 + w3 * g0;
      sums[4] += w0 * g4 + w1 * g3 + w2 * g2 + w3 * g1 + w4 * g0;
      sums[5] += w0 * g5 + w1 * g4 + w2 * g3 + w3 * g2 + w4 * g1;
      sums[6] += w0 * g6 + w1 * g5 + w2 * g4 + w3 * g3 + w4 * g2;
      sums[7] += w0 * g7 + w1 * g6 + w2 * g5 + w3 * g4 + w4 * g3;
      sums[8] += w0 * g8 + w1 * g7 + w2 * g6 + w3 * g5 + w4 * g4;
      sums[9] += w0 * g9 + w1 * g8 + w2 * g7 + w3 * g6 + w4 * g5;
      sums[10] += w1 * g9 + w2 * g8 + w3 * g7 + w4 * g6;
      sums[11] += w2 * g9 + w3 * g8 + w4 * g7;
      sums[12] += w3 * g9 + w4 * g8;
      sums[13] += w4 * g9;
    }
  }
  for (var x = 0u; x < 14; x++) {
    let at = C1_AT + (sample * C1 + map) * 784 + 56 * row + 2 * x;
    backThroughPool(at, sums[x].x);
    if (next > map) { backThroughPool(at + 784, sums[x].y); }
  }
}
