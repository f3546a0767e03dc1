// The dense layers. Forward and back to the inputs they work on lanes; the gradients of the weights are sums over the
// samples, so there the inputs and output gradients are rows, and a vector holds neighbouring inputs.

#include "vector.h"

/** `outputs` outputs at once. */
INLINE void dense_block(const vec *input, int inputs, const float *weight, const float *bias, vec *output,
                        const int outputs) {
  vec sums[8];
  UNROLL for (int o = 0; o < outputs; o++) sums[o] = splat(bias[o]);
  for (int i = 0; i < inputs; i++) UNROLL for (int o = 0; o < outputs; o++) sums[o] += input[i] * weight[o * inputs + i];
  UNROLL for (int o = 0; o < outputs; o++) output[o] = sums[o];
}

void dense(const vec *input, int inputs, const float *weight, const float *bias, int outputs, vec *output) {
  int o = 0;
  for (; o + 8 <= outputs; o += 8) dense_block(input, inputs, weight + o * inputs, bias + o, output + o, 8);
  for (; o < outputs; o += 2) dense_block(input, inputs, weight + o * inputs, bias + o, output + o, 2);
}

INLINE void input_block(const vec *doutput, int outputs, const float *weight, int stride, vec *dinput,
                        const int inputs) {
  vec sums[8];
  UNROLL for (int i = 0; i < inputs; i++) sums[i] = splat(0);
  for (int o = 0; o < outputs; o++) UNROLL for (int i = 0; i < inputs; i++) sums[i] += doutput[o] * weight[o * stride + i];
  UNROLL for (int i = 0; i < inputs; i++) dinput[i] = sums[i];
}

void dense_input_gradient(const vec *doutput, int outputs, const float *weight, int inputs, vec *dinput) {
  int i = 0;
  for (; i + 8 <= inputs; i += 8) input_block(doutput, outputs, weight + i, inputs, dinput + i, 8);
  for (; i < inputs; i += 2) input_block(doutput, outputs, weight + i, inputs, dinput + i, 2);
}

void to_rows(const vec *lanes, int count, float *rows, int row) {
  for (int lane = 0; lane < LANES; lane++)
    for (int i = 0; i < count; i++) rows[lane * row + i] = lanes[i][lane];
}

void dense_weight_gradient(const float *doutput, int output_row, const float *input, int input_row, int inputs,
                           int count, int first, int end, float *weight, float *bias) {
  for (int i = 0; i < inputs; i += 2 * LANES) {
    vec sums[4][2] = {};
    for (int s = 0; s < count; s++) {
      const vec *x = (const vec *)(input + s * input_row + i);
      const float *d = doutput + s * output_row + first;
      UNROLL for (int o = 0; o < 4; o++) UNROLL for (int k = 0; k < 2; k++) sums[o][k] += x[k] * d[o];
    }
    const int width = inputs - i < 2 * LANES ? inputs - i : 2 * LANES;
    for (int o = first; o < end; o++)
      __builtin_memcpy(weight + o * inputs + i, sums[o - first], width * sizeof(float));
  }
  for (int o = first; o < end; o++) {
    float sum = 0;
    for (int s = 0; s < count; s++) sum += doutput[s * output_row + o];
    bias[o] = sum;
  }
}
