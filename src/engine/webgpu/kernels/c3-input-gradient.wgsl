// Gradients of s2 from those of c3, and through pooling and activation the gradients of c1, which replace its outputs.
// One item is a 2x2 window of s2 in two maps, which share the regions.
// Twin: convolution.ts (convolveBackwardInput).

const C3_INPUT_GRADIENT_ITEMS = 49 * C1_PAIRS;

// A 6x6 region may reach beyond a map of c3. Cells outside the map are read at its border and multiplied by 0.
struct Border { offsets: array<u32, 6>, inside: array<f32, 6> }

fn borderOf(first: i32, stride: u32) -> Border {
  var border: Border;
  for (var i = 0; i < 6; i++) {
    border.offsets[i] = stride * u32(clamp(first + i, 0, 9));
    border.inside[i] = select(0.0, 1.0, first + i >= 0 && first + i < 10);
  }
  return border;
}

fn c3Row(sample: u32, row: u32, inside: f32, x: Border) -> RegionRow {
  return regionRow(
    inside * x.inside[0] * readC3(sample, row + x.offsets[0]),
    inside * x.inside[1] * readC3(sample, row + x.offsets[1]),
    inside * x.inside[2] * readC3(sample, row + x.offsets[2]),
    inside * x.inside[3] * readC3(sample, row + x.offsets[3]),
    inside * x.inside[4] * readC3(sample, row + x.offsets[4]),
    inside * x.inside[5] * readC3(sample, row + x.offsets[5]),
  );
}

fn kernelRowBackward(row: RegionRow, at: u32, sum: vec2f) -> vec2f {
  return sum + parameters[member][at + 4] * row.ab + parameters[member][at + 3] * row.bc +
    parameters[member][at + 2] * row.cd + parameters[member][at + 1] * row.de + parameters[member][at] * row.ef;
}

// Like `correlate`, with the kernel rotated by 180 degrees.
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

fn finishS2Gradient(sample: u32, map: u32, place: u32, sum: vec4f) {
  let at = C1_AT + (sample * C1 + map) * 784 + 112 * (place / 7) + 4 * (place % 7);
  backThroughPool(at, sum.x);
  backThroughPool(at + 2, sum.y);
  backThroughPool(at + 56, sum.z);
  backThroughPool(at + 58, sum.w);
}

fn c3InputGradient(sample: u32, item: u32) {
  let map = 2 * (item / 49);
  let next = min(map + 1, C1 - 1);
  let place = item % 49;
  let y = borderOf(2 * i32(place / 7) - 4, 10);
  let x = borderOf(2 * i32(place % 7) - 4, 1);
  var sum = vec4f(0.0);
  var nextSum = vec4f(0.0);
  for (var output = 0u; output < C3; output++) {
    let origin = output * 100;
    let region = Region(
      c3Row(sample, origin + y.offsets[0], y.inside[0], x),
      c3Row(sample, origin + y.offsets[1], y.inside[1], x),
      c3Row(sample, origin + y.offsets[2], y.inside[2], x),
      c3Row(sample, origin + y.offsets[3], y.inside[3], x),
      c3Row(sample, origin + y.offsets[4], y.inside[4], x),
      c3Row(sample, origin + y.offsets[5], y.inside[5], x),
    );
    sum = correlateBackward(region, C3_WEIGHT + (output * C1 + map) * KERNEL, sum);
    nextSum = correlateBackward(region, C3_WEIGHT + (output * C1 + next) * KERNEL, nextSum);
  }
  finishS2Gradient(sample, map, place, sum);
  if (next > map) { finishS2Gradient(sample, next, place, nextSum); }
}
