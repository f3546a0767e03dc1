// Convolves a picture (c1), activates and pools (s2): one item is a pooled position, over all maps.
// Twin: convolution.ts (convolve), activation.ts, pooling.ts.

fn pictureRow(sample: u32, at: u32) -> RegionRow {
  return regionRow(
    readPicture(sample, at),
    readPicture(sample, at + 1),
    readPicture(sample, at + 2),
    readPicture(sample, at + 3),
    readPicture(sample, at + 4),
    readPicture(sample, at + 5),
  );
}

fn conv1(sample: u32, place: u32) {
  let corner = 64 * (place / 14) + 2 * (place % 14);
  let region = Region(
    pictureRow(sample, corner),
    pictureRow(sample, corner + 32),
    pictureRow(sample, corner + 64),
    pictureRow(sample, corner + 96),
    pictureRow(sample, corner + 128),
    pictureRow(sample, corner + 160),
  );
  for (var map = 0u; map < C1; map++) {
    let bias = parameters[C1_BIAS + map];
    let window = activate4(correlate(region, C1_WEIGHT + map * KERNEL, vec4f(bias)));
    if (TRAINING) {
      let at = C1_AT + (sample * C1 + map) * 784 + 56 * (place / 14) + 2 * (place % 14);
      values[at] = window.x;
      values[at + 1] = window.y;
      values[at + 28] = window.z;
      values[at + 29] = window.w;
    }
    writeS2(sample, map * 196 + place, pool(window));
  }
}
