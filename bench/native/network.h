// Classic LeNet in C: its sizes, the layout of its parameters, and the arrays of one unit of work. A vector has one lane
// for each of LANES samples, so activations are [channel][y][x][lane], as in the WebAssembly kernels.

#pragma once

#if !defined(LANES) && defined(__AVX512F__)
#define LANES 16
#elif !defined(LANES) && defined(__AVX__)
#define LANES 8
#elif !defined(LANES)
#define LANES 4
#endif

typedef float vec __attribute__((vector_size(4 * LANES)));
typedef int ivec __attribute__((vector_size(4 * LANES)));

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

enum {
  CLASSES = 10,
  IMAGE_SIDE = 28,
  IMAGE_PIXELS = 784,
  FRAMED_SIDE = 32,
  C1 = 6,
  C3 = 16,
  S4 = 400,
  F5 = 120,
  F6 = 84,
  KERNEL = 25,
  // Offsets in the flat parameters, in PyTorch's order.
  C1_WEIGHT = 0,
  C1_BIAS = C1_WEIGHT + C1 * KERNEL,
  C3_WEIGHT = C1_BIAS + C1,
  C3_BIAS = C3_WEIGHT + C3 * C1 * KERNEL,
  CONVOLUTIONS = C3_BIAS + C3,
  F5_WEIGHT = CONVOLUTIONS,
  F5_BIAS = F5_WEIGHT + F5 * S4,
  F6_WEIGHT = F5_BIAS + F5,
  F6_BIAS = F6_WEIGHT + F6 * F5,
  F7_WEIGHT = F6_BIAS + F6,
  F7_BIAS = F7_WEIGHT + CLASSES * F6,
  PARAMETERS = F7_BIAS + CLASSES,
  // Row lengths of the dense layers' inputs, padded to two vectors, and of their output gradients, padded to 4.
  S4_ROW = 416,
  F5_ROW = 128,
  F6_ROW = 96,
  LOGITS_ROW = 12,
};

/** The arrays of LANES samples. A name with `d` is the gradient of that output. */
typedef struct {
  vec framed[FRAMED_SIDE * FRAMED_SIDE];
  /** Outputs of the activation; in the backward pass replaced by the gradients of its inputs. */
  vec c1[C1 * IMAGE_PIXELS];
  vec c3[C3 * 100];
  vec s2[C1 * 196], ds2[C1 * 196];
  vec s4[S4], ds4[S4];
  vec f5[F5], df5[F5];
  vec f6[F6], df6[F6];
  /** Then the probabilities, then their gradients. */
  vec logits[CLASSES];
} Unit;

/** The dense layers' inputs and output gradients of a batch, a row for each sample. */
typedef struct {
  float *s4, *f5, *f6, *df5, *df6, *dlogits;
} Rows;

// convolution.c
void convolve_c1(const vec *framed, const float *parameters, vec *output);
void convolve_c3(const vec *s2, const float *parameters, vec *output);
void c3_input_gradient(const vec *dc3, const float *parameters, vec *ds2);
void c1_weight_gradient(const vec *dc1, const vec *framed, float *gradients);
void c3_weight_gradient(const vec *dc3, const vec *s2, float *gradients);

// dense.c
void dense(const vec *input, int inputs, const float *weight, const float *bias, int outputs, vec *output);
void dense_input_gradient(const vec *doutput, int outputs, const float *weight, int inputs, vec *dinput);
/** Gradients of the weights and biases of outputs [first, end) over `count` samples. */
void dense_weight_gradient(const float *doutput, int output_row, const float *input, int input_row, int inputs,
                           int count, int first, int end, float *weight, float *bias);
void to_rows(const vec *lanes, int count, float *rows, int row);

// elementwise.c
void fill_byte_values(void);
void gather(const unsigned char *images, const unsigned *indices, int count, vec *framed);
void pool(const vec *map, vec *pooled, int maps, int side);
/** Replaces the activation's outputs by the gradients of its inputs, and adds up each map's for the biases. */
void pool_backward(vec *map, const vec *dpooled, int maps, int side, float *bias);
/** Replaces the logits by their gradients. Returns the sum of the losses of `count` samples in a batch of `batch`. */
double cross_entropy(vec *logits, const unsigned char *labels, const unsigned *indices, int count, int batch);
void adam(float *parameters, float *moment1, float *moment2, const float *gradients, int count, float rate,
          float correction);

// step.c
typedef struct {
  const unsigned char *images, *labels;
  float *parameters, *moment1, *moment2;
  /** Updates so far. */
  int updates;
} Training;

/** Room for steps of up to `batch` samples on up to `threads` threads. */
void allocate(int batch, int threads);
/** Takes one step. Call it from all threads of a parallel region. The mean loss goes to `loss`. */
void step(Training *training, const unsigned *indices, int count, float learning_rate, float *loss);
