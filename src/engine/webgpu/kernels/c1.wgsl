// c1 with its activation, and s2: one item is a pooled position in all maps.
// Twin: convolution.ts (convolve), activation.ts (activate), pooling.ts (pool).

fn imageRow(sample: u32, at: u32) -> RegionRow {
  return regionRow(
    readImage(sample, at),
    readImage(sample, at + 1),
    readImage(sample, at + 2),
    readImage(sample, at + 3),
    readImage(sample, at + 4),
    readImage(sample, at + 5),
  );
}

fn c1Forward(sample: u32, place: u32) {
  let corner = 64 * (place / 14) + 2 * (place % 14);
  let region = Region(
    imageRow(sample, corner),
    imageRow(sample, corner + 32),
    imageRow(sample, corner + 64),
    imageRow(sample, corner + 96),
    imageRow(sample, corner + 128),
    imageRow(sample, corner + 160),
  );
  for (var map = 0u; map < C1; map++) {
    let bias = parameters[member][C1_BIAS + map];
    let window = activate4(correlate(region, C1_WEIGHT + map * KERNEL, vec4f(bias)));
    if (TRAINING) {
      let at = C1_AT + (sample * C1 + map) * 784 + 56 * (place / 14) + 2 * (place % 14);
      values[member][at] = window.x;
      values[member][at + 1] = window.y;
      values[member][at + 28] = window.z;
      values[member][at + 29] = window.w;
    }
    writeS2(sample, map * 196 + place, pool(window));
  }
}
