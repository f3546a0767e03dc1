// Trains Classic LeNet and answers line by line, like pytorch.py. Arguments: the files of the images, the labels, the
// initial parameters and the order of the images (uint32), the batch and the number of threads. A line of standard input
// is a number of steps to train, "read" for the parameters or "moments" for Adam's first moments; each answer is one line
// of JSON. The last step of the order may be short.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <omp.h>
#include "network.h"

static void *read_file(const char *path, size_t *bytes) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    perror(path);
    exit(1);
  }
  *bytes = ftell(file);
  rewind(file);
  void *memory = aligned_alloc(64, (*bytes + 63) / 64 * 64);
  if (memory == NULL || fread(memory, 1, *bytes, file) != *bytes) {
    fprintf(stderr, "%s: could not be read\n", path);
    exit(1);
  }
  fclose(file);
  return memory;
}

static float *zero_parameters(void) {
  float *memory = aligned_alloc(64, (PARAMETERS * sizeof(float) + 63) / 64 * 64);
  if (memory == NULL) exit(1);
  return memset(memory, 0, PARAMETERS * sizeof(float));
}

/** JSON has no NaN. */
static void print_floats(const float *values, int count) {
  putchar('[');
  for (int i = 0; i < count; i++) printf(isfinite(values[i]) ? "%s%.9g" : "%snull", i ? "," : "", values[i]);
  putchar(']');
}

int main(int argc, char **argv) {
  if (argc != 7) {
    fprintf(stderr, "usage: native IMAGES LABELS PARAMETERS ORDER BATCH THREADS\n");
    return 2;
  }
  size_t bytes;
  Training training = {.images = read_file(argv[1], &bytes), .labels = read_file(argv[2], &bytes)};
  training.parameters = read_file(argv[3], &bytes);
  if (bytes != PARAMETERS * sizeof(float)) {
    fprintf(stderr, "%s: not %d parameters\n", argv[3], PARAMETERS);
    return 1;
  }
  training.moment1 = zero_parameters();
  training.moment2 = zero_parameters();
  const unsigned *order = read_file(argv[4], &bytes);
  const int total = bytes / sizeof(unsigned);
  const int batch = atoi(argv[5]);
  const int threads = atoi(argv[6]);
  const int steps_an_epoch = (total + batch - 1) / batch;
  allocate(batch, threads);
  printf("{\"threads\":%d,\"version\":\"vectors of %d bits\"}\n", threads, 32 * LANES);
  fflush(stdout);

  char line[64];
  int done = 0;
  while (fgets(line, sizeof(line), stdin)) {
    if (strncmp(line, "read", 4) == 0) {
      print_floats(training.parameters, PARAMETERS);
    } else if (strncmp(line, "moments", 7) == 0) {
      print_floats(training.moment1, PARAMETERS);
    } else {
      const int steps = atoi(line);
      float *losses = calloc(steps, sizeof(float));
      const double start = omp_get_wtime();
#pragma omp parallel num_threads(threads)
      for (int s = 0; s < steps; s++) {
        const int first = (done + s) % steps_an_epoch * batch;
        const int count = total - first < batch ? total - first : batch;
        step(&training, order + first, count, 1e-3f, losses + s);
      }
      const double milliseconds = 1000 * (omp_get_wtime() - start);
      done += steps;
      printf("{\"milliseconds\":%.6f,\"losses\":", milliseconds);
      print_floats(losses, steps);
      putchar('}');
      free(losses);
    }
    putchar('\n');
    fflush(stdout);
  }
}
