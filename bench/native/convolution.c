// The convolutions c1 and c3, 5 x 5, forward and backward. Blocks of sums stay in registers: a block has as many as the
// processor's registers hold.

#include "vector.h"

#if LANES == 16
enum { C1_MAPS = 3, C3_MAPS = 2, C1_GRADIENT_MAPS = 3, C3_GRADIENT_MAPS = 4 };
#else
enum { C1_MAPS = 1, C3_MAPS = 1, C1_GRADIENT_MAPS = 1, C3_GRADIENT_MAPS = 1 };
#endif

/** `columns` neighbouring outputs of `maps` maps, activated. */
INLINE void convolve_block(const vec *input, int inputs, int input_side, const float *weight, const float *bias,
                           vec *output, int side, const int maps, const int columns) {
  vec sums[3][10];
  UNROLL for (int m = 0; m < maps; m++) UNROLL for (int c = 0; c < columns; c++) sums[m][c] = splat(bias[m]);
  for (int i = 0; i < inputs; i++) {
    for (int ky = 0; ky < 5; ky++) {
      const vec *x = input + (i * input_side + ky) * input_side;
      const float *w = weight + i * KERNEL + ky * 5;
      UNROLL for (int kx = 0; kx < 5; kx++)
        UNROLL for (int m = 0; m < maps; m++) {
          const float value = w[m * inputs * KERNEL + kx];
          UNROLL for (int c = 0; c < columns; c++) sums[m][c] += x[c + kx] * value;
        }
    }
  }
  UNROLL for (int m = 0; m < maps; m++)
    UNROLL for (int c = 0; c < columns; c++) output[m * side * side + c] = sigmoid(sums[m][c]);
}

INLINE void convolve(const vec *input, int inputs, const float *weight, const float *bias, vec *output, int outputs,
                     int side, const int maps, const int columns) {
  const int input_side = side + 4;
  for (int o = 0; o < outputs; o += maps)
    for (int y = 0; y < side; y++)
      for (int x = 0; x < side; x += columns)
        convolve_block(input + y * input_side + x, inputs, input_side, weight + o * inputs * KERNEL, bias + o,
                       output + (o * side + y) * side + x, side, maps, columns);
}

void convolve_c1(const vec *framed, const float *parameters, vec *output) {
  convolve(framed, 1, parameters + C1_WEIGHT, parameters + C1_BIAS, output, C1, 28, C1_MAPS, 7);
}

void convolve_c3(const vec *s2, const float *parameters, vec *output) {
  convolve(s2, C1, parameters + C3_WEIGHT, parameters + C3_BIAS, output, C3, 10, C3_MAPS, 10);
}

/** A row of 14 inputs takes part in up to five rows of outputs: 14 sums, without products with a padding. */
void c3_input_gradient(const vec *dc3, const float *parameters, vec *ds2) {
  for (int i = 0; i < C1; i++) {
    for (int y = 0; y < 14; y++) {
      vec sums[14];
      UNROLL for (int x = 0; x < 14; x++) sums[x] = splat(0);
      const int first = y > 9 ? y - 9 : 0;
      const int last = y < 4 ? y : 4;
      for (int o = 0; o < C3; o++) {
        for (int ky = first; ky <= last; ky++) {
          const vec *d = dc3 + (o * 10 + y - ky) * 10;
          const float *w = parameters + C3_WEIGHT + (o * C1 + i) * KERNEL + ky * 5;
          UNROLL for (int x = 0; x < 10; x++) {
            UNROLL for (int kx = 0; kx < 5; kx++) sums[x + kx] += d[x] * w[kx];
          }
        }
      }
      UNROLL for (int x = 0; x < 14; x++) ds2[(i * 14 + y) * 14 + x] = sums[x];
    }
  }
}

/** Gradients of the kernels of `maps` output maps over one input map. */
INLINE void kernel_gradients(const vec *doutput, const vec *input, int side, int stride, float *gradients,
                             const int maps) {
  for (int ky = 0; ky < 5; ky++) {
    vec sums[4][5];
    UNROLL for (int m = 0; m < maps; m++) UNROLL for (int kx = 0; kx < 5; kx++) sums[m][kx] = splat(0);
    for (int y = 0; y < side; y++) {
      const vec *d = doutput + y * side;
      const vec *x = input + (y + ky) * (side + 4);
      for (int c = 0; c < side; c++) {
        UNROLL for (int m = 0; m < maps; m++)
          UNROLL for (int kx = 0; kx < 5; kx++) sums[m][kx] += d[m * side * side + c] * x[c + kx];
      }
    }
    UNROLL for (int m = 0; m < maps; m++)
      UNROLL for (int kx = 0; kx < 5; kx++) gradients[m * stride + ky * 5 + kx] = lane_sum(sums[m][kx]);
  }
}

void c1_weight_gradient(const vec *dc1, const vec *framed, float *gradients) {
  for (int o = 0; o < C1; o += C1_GRADIENT_MAPS)
    kernel_gradients(dc1 + o * IMAGE_PIXELS, framed, 28, KERNEL, gradients + C1_WEIGHT + o * KERNEL, C1_GRADIENT_MAPS);
}

void c3_weight_gradient(const vec *dc3, const vec *s2, float *gradients) {
  for (int o = 0; o < C3; o += C3_GRADIENT_MAPS)
    for (int i = 0; i < C1; i++)
      kernel_gradients(dc3 + o * 100, s2 + i * 196, 10, C1 * KERNEL, gradients + C3_WEIGHT + (o * C1 + i) * KERNEL,
                       C3_GRADIENT_MAPS);
}
