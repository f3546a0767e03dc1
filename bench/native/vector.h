// Functions of vectors that several files need.

#pragma once

#include "network.h"

INLINE vec splat(float value) { return value - (vec){}; }

INLINE vec select_where(ivec mask, vec a, vec b) { return (vec)((mask & (ivec)a) | (~mask & (ivec)b)); }

/** e^x by range reduction and the minimax polynomial of the WebAssembly kernels. */
INLINE vec exponential(vec x) {
  const vec limit = splat(87), round = splat(12582912);
  x = select_where(x > limit, limit, x);
  x = select_where(x < -limit, -limit, x);
  const vec shifted = x * 1.4426950216293335f + round;
  const vec n = shifted - round;
  const vec r = x - n * 0.693359375f + n * 2.1219444170128554e-4f;
  vec q = splat(0.001381459878757596f);
  q = q * r + 0.008368716575205326f;
  q = q * r + 0.04166838899254799f;
  q = q * r + 0.1666652113199234f;
  q = q * r + 0.4999999403953552f;
  const vec power = r * r * q + r + 1;
  return (vec)((ivec)power + ((ivec)shifted << 23));
}

INLINE vec sigmoid(vec x) { return 1 / (1 + exponential(-x)); }

INLINE float lane_sum(vec x) {
  float sums[LANES];
  for (int i = 0; i < LANES; i++) sums[i] = x[i];
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) sums[i] += sums[i + width];
  return sums[0];
}
