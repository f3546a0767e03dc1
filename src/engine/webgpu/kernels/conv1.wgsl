// Gathers a picture, convolves it (c1), activates and pools (s2): one thread for a pooled position, over all maps.
// Twin: gather.ts, convolution.ts (convolve), activation.ts, pooling.ts.

struct Source { picture: u32, flip: bool, shift: vec2i }

fn decode(word: u32) -> Source {
  let shift = vec2i(vec2u(word >> 21, word >> 26) & vec2u(31)) - vec2i(16);
  return Source((word & 0xfffff) * 784, ((word >> 20) & 1) == 1, shift);
}

// The pixel that stands at (x, y) after mirroring and moving; 0 outside.
fn pixel(source: Source, y: i32, x: i32) -> f32 {
  let moved = vec2i(x, y) - source.shift;
  let inside = all(vec4<bool>(vec2i(x, y) >= vec2i(0), vec2i(x, y) < vec2i(28))) &&
    all(vec4<bool>(moved >= vec2i(0), moved < vec2i(28)));
  let column = select(moved.x, 27 - moved.x, source.flip);
  let at = source.picture + select(0, u32(moved.y * 28 + column), inside);
  let value = f32((dataset[at >> 2] >> (8 * (at & 3))) & 255) / 255.0;
  return select(0.0, value, inside);
}

fn pixelRow(source: Source, y: i32, x: i32) -> RegionRow {
  return regionRow(
    pixel(source, y, x),
    pixel(source, y, x + 1),
    pixel(source, y, x + 2),
    pixel(source, y, x + 3),
    pixel(source, y, x + 4),
    pixel(source, y, x + 5),
  );
}

@compute @workgroup_size(THREADS)
fn conv1(@builtin(global_invocation_id) id: vec3u) {
  let step = history[STEP];
  let sample = id.x / 196;
  if (sample >= samplesOf(step)) { return; }
  let place = id.x % 196;
  let y = place / 14;
  let x = place % 14;
  let source = decode(words[firstOf(step) + sample]);
  let top = 2 * i32(y) - 2;
  let left = 2 * i32(x) - 2;
  let region = Region(
    pixelRow(source, top, left),
    pixelRow(source, top + 1, left),
    pixelRow(source, top + 2, left),
    pixelRow(source, top + 3, left),
    pixelRow(source, top + 4, left),
    pixelRow(source, top + 5, left),
  );
  if (TRAINING) {
    // Kept with its frame of zeros for the weights' gradients.
    let at = FRAMED_AT + sample * 1024 + (2 * y + 2) * 32 + 2 * x + 2;
    values[at] = region.r2.cd.x;
    values[at + 1] = region.r2.cd.y;
    values[at + 32] = region.r3.cd.x;
    values[at + 33] = region.r3.cd.y;
  }
  for (var map = 0u; map < C1; map++) {
    let bias = parameters[C1_BIAS + map];
    let window = activate4(correlate(region, C1_WEIGHT + map * KERNEL, vec4f(bias)));
    if (TRAINING) {
      let at = C1_AT + (sample * C1 + map) * 784 + 56 * y + 2 * x;
      values[at] = window.x;
      values[at + 1] = window.y;
      values[at + 28] = window.z;
      values[at + 29] = window.w;
    }
    values[S2_AT + (sample * C1 + map) * 196 + place] = pool(window);
  }
}
