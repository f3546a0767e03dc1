// The kernels: two for each training step, or one for many steps. Every loop over values takes the threads of a block in turns,
// so that any number of threads gives the same results.

#pragma once

#include "network.h"

#define EACH(i, count) (int i = threadIdx.x; i < (count); i += blockDim.x)

/** Parts of a sum that threads add up side by side. */
enum { PARTS = 4 };

/** Of Adam's moments, at one step. */
struct Corrections {
  float first, second;
};

__device__ static float sigmoid(float x) { return 1 / (1 + expf(-x)); }

/** out = weight in + bias, of `rows` rows of `columns`. `partial` holds rows * PARTS values. */
__device__ static void dense(const float *parameters, int weight, int bias, const float *in, int columns, float *out,
                             int rows, float *partial) {
  for EACH (i, rows * PARTS) {
    const float *row = parameters + weight + i / PARTS * columns;
    float sum = 0;
    for (int k = i % PARTS; k < columns; k += PARTS) sum += row[k] * in[k];
    partial[i] = sum;
  }
  __syncthreads();
  for EACH (i, rows) {
    float sum = parameters[bias + i];
    for (int part = 0; part < PARTS; part++) sum += partial[i * PARTS + part];
    out[i] = sum;
  }
  __syncthreads();
}

/** The gradient of the inputs of a dense layer. */
__device__ static void dense_back(const float *weight, const float *deltas, int rows, float *out, int columns) {
  for EACH (i, columns) {
    float sum = 0;
    for (int row = 0; row < rows; row++) sum += weight[row * columns + i] * deltas[row];
    out[i] = sum;
  }
  __syncthreads();
}

/** Means of 2 x 2 values of maps whose sides are `side`. */
__device__ static void pool(const float *in, int maps, int side, float *out) {
  const int half = side / 2;
  for EACH (i, maps * half * half) {
    const float *corner = in + i / half * 2 * side + i % half * 2;
    out[i] = (corner[0] + corner[1] + corner[side] + corner[side + 1]) / 4;
  }
  __syncthreads();
}

/** Replaces sigmoids by the gradients of their inputs, from the gradients of the pooled values. */
__device__ static void pool_back(float *values, int maps, int side, const float *deltas) {
  const int half = side / 2;
  for EACH (i, maps * side * side) {
    const int row = i / side, column = i % side;
    const int pooled = (row / side * half + row % side / 2) * half + column / 2;
    values[i] = deltas[pooled] / 4 * values[i] * (1 - values[i]);
  }
  __syncthreads();
}

/** What a block holds of its image. */
struct Image {
  /** The image with a border of 2. */
  float x[32 * 32];
  float c1[6 * 28 * 28], s2[6 * 14 * 14], c3[16 * 10 * 10], s4[400], f5[120], f6[84], f7[CLASSES];
  float f7_deltas[CLASSES], f6_deltas[84], f5_deltas[120], s4_deltas[400], s2_deltas[6 * 14 * 14];
  float partial[6 * 26 * PARTS];
};

/** Forward and backward of the image `index` by one block, which writes HELD values. The loss is the mean over `batch`. */
__device__ static void image_pass(const unsigned char *images, const unsigned char *labels, unsigned index, int batch,
                                  const float *parameters, float *held) {
  SHARED(Image, image);
  float *x = image.x, *c1 = image.c1, *s2 = image.s2, *c3 = image.c3, *s4 = image.s4, *f5 = image.f5, *f6 = image.f6;
  float *f7 = image.f7, *f7_deltas = image.f7_deltas, *f6_deltas = image.f6_deltas, *f5_deltas = image.f5_deltas;
  float *s4_deltas = image.s4_deltas, *s2_deltas = image.s2_deltas, *partial = image.partial;
  const int label = labels[index];

  for EACH (i, 32 * 32) {
    const int row = i / 32 - 2, column = i % 32 - 2;
    const bool inside = row >= 0 && row < 28 && column >= 0 && column < 28;
    x[i] = inside ? images[(size_t)index * 784 + row * 28 + column] / 255.0f : 0;
  }
  __syncthreads();
  for EACH (i, 6 * 28 * 28) {
    const int map = i / 784, row = i / 28 % 28, column = i % 28;
    float sum = parameters[C1_BIAS + map];
    for (int k = 0; k < 25; k++)
      sum += parameters[C1 + map * 25 + k] * x[(row + k / 5) * 32 + column + k % 5];
    c1[i] = sigmoid(sum);
  }
  __syncthreads();
  pool(c1, 6, 28, s2);
  for EACH (i, 16 * 10 * 10) {
    const int map = i / 100, row = i / 10 % 10, column = i % 10;
    float sum = parameters[C3_BIAS + map];
    for (int from = 0; from < 6; from++)
      for (int k = 0; k < 25; k++)
        sum += parameters[C3 + (map * 6 + from) * 25 + k] * s2[(from * 14 + row + k / 5) * 14 + column + k % 5];
    c3[i] = sigmoid(sum);
  }
  __syncthreads();
  pool(c3, 16, 10, s4);
  dense(parameters, F5, F5_BIAS, s4, 400, f5, 120, partial);
  dense(parameters, F6, F6_BIAS, f5, 120, f6, 84, partial);
  dense(parameters, F7, F7_BIAS, f6, 84, f7, CLASSES, partial);

  if (threadIdx.x == 0) {
    float most = f7[0], sum = 0;
    for (int i = 1; i < CLASSES; i++) most = fmaxf(most, f7[i]);
    for (int i = 0; i < CLASSES; i++) sum += expf(f7[i] - most);
    for (int i = 0; i < CLASSES; i++) f7_deltas[i] = (expf(f7[i] - most) / sum - (i == label)) / batch;
    held[LOSS] = (logf(sum) + most - f7[label]) / batch;
  }
  __syncthreads();
  dense_back(parameters + F7, f7_deltas, CLASSES, f6_deltas, 84);
  dense_back(parameters + F6, f6_deltas, 84, f5_deltas, 120);
  dense_back(parameters + F5, f5_deltas, 120, s4_deltas, 400);
  pool_back(c3, 16, 10, s4_deltas);

  for EACH (i, 16 * 151) {
    const int map = i / 151, k = i % 151;
    float sum = 0;
    for (int at = 0; at < 100; at++) {
      const float input = k == 150 ? 1 : s2[(k / 25 * 14 + at / 10 + k / 5 % 5) * 14 + at % 10 + k % 5];
      sum += c3[map * 100 + at] * input;
    }
    held[k == 150 ? C3_BIAS + map : C3 + map * 150 + k] = sum;
  }
  for EACH (i, 6 * 14 * 14) {
    const int from = i / 196, row = i / 14 % 14, column = i % 14;
    float sum = 0;
    for (int k = 0; k < 25; k++) {
      const int to_row = row - k / 5, to_column = column - k % 5;
      if (to_row < 0 || to_row >= 10 || to_column < 0 || to_column >= 10) continue;
      for (int map = 0; map < 16; map++)
        sum += parameters[C3 + (map * 6 + from) * 25 + k] * c3[map * 100 + to_row * 10 + to_column];
    }
    s2_deltas[i] = sum;
  }
  __syncthreads();
  pool_back(c1, 6, 28, s2_deltas);
  for EACH (i, 6 * 26 * PARTS) {
    const int part = i % PARTS, map = i / PARTS / 26, k = i / PARTS % 26;
    float sum = 0;
    for (int row = part; row < 28; row += PARTS)
      for (int column = 0; column < 28; column++) {
        const float input = k == 25 ? 1 : x[(row + k / 5) * 32 + column + k % 5];
        sum += c1[(map * 28 + row) * 28 + column] * input;
      }
    partial[i] = sum;
  }
  __syncthreads();
  for EACH (i, 6 * 26) {
    const int map = i / 26, k = i % 26;
    float sum = 0;
    for (int part = 0; part < PARTS; part++) sum += partial[i * PARTS + part];
    held[k == 25 ? C1_BIAS + map : C1 + map * 25 + k] = sum;
  }
  for EACH (i, 400) held[S4_VALUES + i] = s4[i];
  for EACH (i, 120) {
    held[F5_VALUES + i] = f5[i];
    held[F5_DELTAS + i] = f5_deltas[i];
  }
  for EACH (i, 84) {
    held[F6_VALUES + i] = f6[i];
    held[F6_DELTAS + i] = f6_deltas[i];
  }
  for EACH (i, CLASSES) held[F7_DELTAS + i] = f7_deltas[i];
}

/** The offsets in HELD of the factors of a dense layer's gradient; a bias has no input. */
__device__ static void factors(int i, int weight, int bias, int columns, int values, int deltas, int *input,
                               int *delta) {
  *input = i < bias ? values + (i - weight) % columns : -1;
  *delta = i < bias ? deltas + (i - weight) / columns : deltas + i - bias;
}

/**
 * Adds up the gradient of the parameter `i` and updates it by Adam; `i` = PARAMETERS is the loss. `corrections` are
 * 1 / (1 - beta^step) of both moments.
 */
__device__ static void update_value(int i, const float *held, int batch, float *parameters, float *moment1,
                                    float *moment2, float *loss, Corrections corrections) {
  int input = -1, delta = i;
  if (i == PARAMETERS) delta = LOSS;
  else if (i >= F7) factors(i, F7, F7_BIAS, 84, F6_VALUES, F7_DELTAS, &input, &delta);
  else if (i >= F6) factors(i, F6, F6_BIAS, 120, F5_VALUES, F6_DELTAS, &input, &delta);
  else if (i >= F5) factors(i, F5, F5_BIAS, 400, S4_VALUES, F5_DELTAS, &input, &delta);
  float sum = 0;
  for (int image = 0; image < batch; image++) {
    const float *row = held + (size_t)image * HELD;
    sum += row[delta] * (input < 0 ? 1 : row[input]);
  }
  if (i == PARAMETERS) {
    *loss = sum;
    return;
  }
  moment1[i] = 0.9f * moment1[i] + 0.1f * sum;
  moment2[i] = 0.999f * moment2[i] + 0.001f * sum * sum;
  parameters[i] -= 1e-3f * corrections.first * moment1[i] / (sqrtf(moment2[i] * corrections.second) + 1e-8f);
}

/** The first kernel of a step, a block for each image of the batch, which begins at `order`. */
__global__ void __launch_bounds__(BLOCK)
    image_step(const unsigned char *__restrict__ images, const unsigned char *__restrict__ labels,
               const unsigned *__restrict__ order, const float *__restrict__ parameters, float *__restrict__ held) {
  image_pass(images, labels, order[blockIdx.x], gridDim.x, parameters, held + (size_t)blockIdx.x * HELD);
}

/** The second kernel of a step, a thread for each parameter and one for the loss. */
__global__ void __launch_bounds__(BLOCK)
    update(const float *__restrict__ held, int batch, float *__restrict__ parameters, float *__restrict__ moment1,
           float *__restrict__ moment2, float *__restrict__ loss, Corrections corrections) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i <= PARAMETERS) update_value(i, held, batch, parameters, moment1, moment2, loss, corrections);
}

/**
 * Many steps in one kernel, whose blocks run side by side and wait for one another twice a step. Its pointers may not be
 * `__restrict__`: a block reads what others have written in the same kernel, which must not come from a read-only cache.
 */
__global__ void __launch_bounds__(BLOCK)
    train(const unsigned char *images, const unsigned char *labels, const unsigned *order, int steps_an_epoch,
          int first_step, int steps, int batch, float *parameters, float *held, float *moment1, float *moment2,
          float *losses, const Corrections *corrections) {
  for (int s = 0; s < steps; s++) {
    const unsigned *rows = order + (size_t)((first_step + s) % steps_an_epoch) * batch;
    for (int image = blockIdx.x; image < batch; image += gridDim.x) {
      image_pass(images, labels, rows[image], batch, parameters, held + (size_t)image * HELD);
      __syncthreads();
    }
    synchronize_grid();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i <= PARAMETERS; i += gridDim.x * blockDim.x)
      update_value(i, held, batch, parameters, moment1, moment2, losses + s, corrections[s]);
    synchronize_grid();
  }
}
