// One training step on all threads: units of LANES samples forward and backward, then the sums over the units and Adam.

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <omp.h>
#include "network.h"

/** One of each thread. */
static Unit *units;
/** The convolutions' gradients and the loss of each unit of the batch. */
static float (*partials)[CONVOLUTIONS];
static double *losses;
static float *gradients;
static Rows rows;

static void *zeros(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (memory == NULL) abort();
  return memset(memory, 0, bytes);
}

void allocate(int batch, int threads) {
  const size_t count = (batch + LANES - 1) / LANES;
  const size_t samples = count * LANES * sizeof(float);
  units = zeros(threads * sizeof(Unit));
  partials = zeros(count * sizeof(*partials));
  losses = zeros(count * sizeof(double));
  gradients = zeros(PARAMETERS * sizeof(float));
  rows.s4 = zeros(samples * S4_ROW);
  rows.f5 = zeros(samples * F5_ROW);
  rows.f6 = zeros(samples * F6_ROW);
  rows.df5 = zeros(samples * F5);
  rows.df6 = zeros(samples * F6);
  rows.dlogits = zeros(samples * LOGITS_ROW);
  fill_byte_values();
}

static double forward(Unit *u, const Training *t, const unsigned *indices, int count, int batch) {
  const float *p = t->parameters;
  gather(t->images, indices, count, u->framed);
  convolve_c1(u->framed, p, u->c1);
  pool(u->c1, u->s2, C1, 28);
  convolve_c3(u->s2, p, u->c3);
  pool(u->c3, u->s4, C3, 10);
  dense(u->s4, S4, p + F5_WEIGHT, p + F5_BIAS, F5, u->f5);
  dense(u->f5, F5, p + F6_WEIGHT, p + F6_BIAS, F6, u->f6);
  dense(u->f6, F6, p + F7_WEIGHT, p + F7_BIAS, CLASSES, u->logits);
  return cross_entropy(u->logits, t->labels, indices, count, batch);
}

static void backward(Unit *u, const float *p, int first, float *partial) {
  dense_input_gradient(u->logits, CLASSES, p + F7_WEIGHT, F6, u->df6);
  dense_input_gradient(u->df6, F6, p + F6_WEIGHT, F5, u->df5);
  dense_input_gradient(u->df5, F5, p + F5_WEIGHT, S4, u->ds4);
  to_rows(u->s4, S4, rows.s4 + first * S4_ROW, S4_ROW);
  to_rows(u->f5, F5, rows.f5 + first * F5_ROW, F5_ROW);
  to_rows(u->f6, F6, rows.f6 + first * F6_ROW, F6_ROW);
  to_rows(u->df5, F5, rows.df5 + first * F5, F5);
  to_rows(u->df6, F6, rows.df6 + first * F6, F6);
  to_rows(u->logits, CLASSES, rows.dlogits + first * LOGITS_ROW, LOGITS_ROW);
  pool_backward(u->c3, u->ds4, C3, 10, partial + C3_BIAS);
  c3_weight_gradient(u->c3, u->s2, partial);
  c3_input_gradient(u->c3, p, u->ds2);
  pool_backward(u->c1, u->ds2, C1, 28, partial + C1_BIAS);
  c1_weight_gradient(u->c1, u->framed, partial);
}

static void update(Training *t, int first, int count, float rate, float correction) {
  adam(t->parameters + first, t->moment1 + first, t->moment2 + first, gradients + first, count, rate, correction);
}

/** Gradients and update of four outputs of a dense layer. */
static void update_dense(Training *t, const float *doutput, int output_row, const float *input, int input_row,
                         int inputs, int outputs, int weight, int bias, int first, int samples, float rate,
                         float correction) {
  const int end = first + 4 < outputs ? first + 4 : outputs;
  dense_weight_gradient(doutput, output_row, input, input_row, inputs, samples, first, end, gradients + weight,
                        gradients + bias);
  update(t, weight + first * inputs, (end - first) * inputs, rate, correction);
  update(t, bias + first, end - first, rate, correction);
}

void step(Training *t, const unsigned *indices, int count, float learning_rate, float *loss) {
  const int unit_count = (count + LANES - 1) / LANES;
  const int samples = unit_count * LANES;
  const int updates = t->updates + 1;
  const float rate = learning_rate / (1 - pow(0.9, updates));
  const float correction = 1 / sqrt(1 - pow(0.999, updates));
#pragma omp for schedule(dynamic)
  for (int unit = 0; unit < unit_count; unit++) {
    Unit *u = units + omp_get_thread_num();
    const int first = unit * LANES;
    const int own = count - first < LANES ? count - first : LANES;
    losses[unit] = forward(u, t, indices + first, own, count);
    backward(u, t->parameters, first, partials[unit]);
  }
#pragma omp for schedule(dynamic, 4) nowait
  for (int o = 0; o < F5; o += 4)
    update_dense(t, rows.df5, F5, rows.s4, S4_ROW, S4, F5, F5_WEIGHT, F5_BIAS, o, samples, rate, correction);
#pragma omp for schedule(dynamic, 4) nowait
  for (int o = 0; o < F6; o += 4)
    update_dense(t, rows.df6, F6, rows.f5, F5_ROW, F5, F6, F6_WEIGHT, F6_BIAS, o, samples, rate, correction);
#pragma omp single
  {
    for (int o = 0; o < CLASSES; o += 4)
      update_dense(t, rows.dlogits, LOGITS_ROW, rows.f6, F6_ROW, F6, CLASSES, F7_WEIGHT, F7_BIAS, o, samples, rate,
                   correction);
    double sum = 0;
    memset(gradients, 0, CONVOLUTIONS * sizeof(float));
    for (int unit = 0; unit < unit_count; unit++) {
      sum += losses[unit];
      for (int i = 0; i < CONVOLUTIONS; i++) gradients[i] += partials[unit][i];
    }
    update(t, 0, CONVOLUTIONS, rate, correction);
    *loss = sum / count;
    t->updates = updates;
  }
}
