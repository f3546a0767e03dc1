// Everything between the layers with weights: the images, pooling, the loss, and Adam.

#include <math.h>
#include <string.h>
#include "vector.h"

/** byte / 255 for every byte. */
static float byte_values[256];

void fill_byte_values(void) {
  for (int i = 0; i < 256; i++) byte_values[i] = (float)i / 255;
}

/** Images in the first `count` lanes; the other lanes are zero. The frame around them stays zero. */
void gather(const unsigned char *images, const unsigned *indices, int count, vec *framed) {
  if (count < LANES) memset(framed, 0, FRAMED_SIDE * FRAMED_SIDE * sizeof(vec));
  for (int lane = 0; lane < count; lane++) {
    const unsigned char *image = images + (size_t)indices[lane] * IMAGE_PIXELS;
    for (int y = 0; y < IMAGE_SIDE; y++) {
      float *row = (float *)(framed + (y + 2) * FRAMED_SIDE + 2) + lane;
      for (int x = 0; x < IMAGE_SIDE; x++) row[x * LANES] = byte_values[image[y * IMAGE_SIDE + x]];
    }
  }
}

void pool(const vec *map, vec *pooled, int maps, int side) {
  for (int row = 0; row < maps * side; row += 2)
    for (int x = 0; x < side; x += 2) {
      const vec *p = map + row * side + x;
      *pooled++ = ((p[0] + p[1]) + (p[side] + p[side + 1])) * 0.25f;
    }
}

void pool_backward(vec *map, const vec *dpooled, int maps, int side, float *bias) {
  for (int m = 0; m < maps; m++) {
    vec upper = splat(0), lower = splat(0);
    for (int y = 0; y < side; y += 2, map += side)
      for (int x = 0; x < side; x += 2, map += 2) {
        const vec share = *dpooled++ * 0.25f;
        map[0] = share * (map[0] * (1 - map[0]));
        map[1] = share * (map[1] * (1 - map[1]));
        map[side] = share * (map[side] * (1 - map[side]));
        map[side + 1] = share * (map[side + 1] * (1 - map[side + 1]));
        upper += map[0] + map[1];
        lower += map[side] + map[side + 1];
      }
    bias[m] = lane_sum(upper + lower);
  }
}

double cross_entropy(vec *logits, const unsigned char *labels, const unsigned *indices, int count, int batch) {
  vec largest = logits[0];
  for (int k = 1; k < CLASSES; k++) largest = select_where(logits[k] > largest, logits[k], largest);
  double loss = 0;
  for (int lane = 0; lane < count; lane++) loss += largest[lane] - logits[labels[indices[lane]]][lane];
  vec sum = splat(0);
  for (int k = 0; k < CLASSES; k++) sum += logits[k] = exponential(logits[k] - largest);
  for (int lane = 0; lane < count; lane++) loss += log(sum[lane]);
  vec scale = splat(0);
  for (int lane = 0; lane < count; lane++) scale[lane] = 1.0f / batch;
  for (int k = 0; k < CLASSES; k++) logits[k] = logits[k] / sum * scale;
  for (int lane = 0; lane < count; lane++) logits[labels[indices[lane]]][lane] -= 1.0f / batch;
  return loss;
}

void adam(float *restrict parameters, float *restrict moment1, float *restrict moment2,
          const float *restrict gradients, int count, float rate, float correction) {
  for (int i = 0; i < count; i++) {
    const float gradient = gradients[i];
    const float mean = 0.9f * moment1[i] + 0.1f * gradient;
    const float square = 0.999f * moment2[i] + 0.001f * gradient * gradient;
    moment1[i] = mean;
    moment2[i] = square;
    parameters[i] -= rate * mean / (sqrtf(square) * correction + 1e-8f);
  }
}
