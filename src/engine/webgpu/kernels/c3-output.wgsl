// What both forms of c3 and of its input gradient do with their sums.
// Twin: activation.ts (activate, activateBackward), pooling.ts (pool, poolBackward).

fn storeC3(sample: u32, map: u32, place: u32, sum: vec4f) {
  let window = activate4(sum);
  if (TRAINING) {
    let at = map * 100 + 20 * (place / 5) + 2 * (place % 5);
    writeC3(sample, at, window.x);
    writeC3(sample, at + 1, window.y);
    writeC3(sample, at + 10, window.z);
    writeC3(sample, at + 11, window.w);
  }
  writeS4(sample, map * 25 + place, pool(window));
}

fn backThroughPool(at: u32, gradient: f32) {
  let window = vec4f(values[member][at], values[member][at + 1], values[member][at + 28], values[member][at + 29]);
  let gradients = poolBackward(window, gradient) * slope(window);
  values[member][at] = gradients.x;
  values[member][at + 1] = gradients.y;
  values[member][at + 28] = gradients.z;
  values[member][at + 29] = gradients.w;
}
