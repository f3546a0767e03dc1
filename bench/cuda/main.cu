// Trains Classic LeNet by two hand-written kernels a step and answers line by line, like pytorch.py. Arguments: the files of
// the images, the labels, the initial parameters and the order of the images (uint32), and the batch. A line of standard input
// is a number of steps to train, or "read" for the parameters; each answer is one line of JSON.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>
#ifdef __CUDACC__
#include "gpu.h"
#else
#include "cpu.h"
#endif
#include "kernels.h"

template <typename Value>
static std::vector<Value> read_file(const char *path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  if (!file || bytes.size() < sizeof(Value)) {
    fprintf(stderr, "%s: could not be read\n", path);
    exit(1);
  }
  std::vector<Value> values(bytes.size() / sizeof(Value));
  memcpy(values.data(), bytes.data(), values.size() * sizeof(Value));
  return values;
}

template <typename Value>
static Value *upload(const std::vector<Value> &values) {
  return to_device(values.data(), values.size());
}

/** JSON has no NaN. */
static void print_floats(const float *memory, int count) {
  std::vector<float> values(count);
  to_host(values.data(), memory, count);
  putchar('[');
  for (int i = 0; i < count; i++)
    printf(std::isfinite(values[i]) ? "%s%.9g" : "%snull", i ? "," : "", values[i]);
  putchar(']');
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fprintf(stderr, "usage: lenet IMAGES LABELS PARAMETERS ORDER BATCH\n");
    return 2;
  }
  constexpr int MAX_STEPS = 4096;
  const auto order = read_file<unsigned>(argv[4]);
  const auto initial = read_file<float>(argv[3]);
  if (initial.size() != PARAMETERS) {
    fprintf(stderr, "%s: not %d parameters\n", argv[3], PARAMETERS);
    return 1;
  }
  const int batch = atoi(argv[5]);
  const int steps_an_epoch = order.size() / batch;
  const unsigned char *images = upload(read_file<unsigned char>(argv[1]));
  const unsigned char *labels = upload(read_file<unsigned char>(argv[2]));
  const unsigned *rows = upload(order);
  float *parameters = upload(initial);
  float *moment1 = to_device<float>(nullptr, PARAMETERS);
  float *moment2 = to_device<float>(nullptr, PARAMETERS);
  float *held = to_device<float>(nullptr, (size_t)batch * HELD);
  float *losses = to_device<float>(nullptr, MAX_STEPS);
  print_introduction();
  fflush(stdout);

  char line[64];
  int done = 0;
  while (fgets(line, sizeof(line), stdin)) {
    if (strncmp(line, "read", 4) == 0) {
      print_floats(parameters, PARAMETERS);
    } else {
      const int steps = atoi(line);
      if (steps > MAX_STEPS) {
        fprintf(stderr, "%d steps, but their losses are held for %d\n", steps, MAX_STEPS);
        return 1;
      }
      synchronize();
      const auto start = std::chrono::steady_clock::now();
      for (int s = 0; s < steps; s++, done++) {
        const float correction1 = 1 / (1 - pow(0.9, done + 1)), correction2 = 1 / (1 - pow(0.999, done + 1));
        launch(image_step, batch, images, labels, rows + (size_t)(done % steps_an_epoch) * batch, parameters, held);
        launch(update, PARAMETERS / BLOCK + 1, held, batch, parameters, moment1, moment2, losses + s, correction1,
               correction2);
      }
      synchronize();
      const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
      printf("{\"milliseconds\":%.6f,\"losses\":", time.count());
      print_floats(losses, steps);
      putchar('}');
    }
    putchar('\n');
    fflush(stdout);
  }
}
