// Trains Classic LeNet by hand-written kernels and answers line by line, like pytorch.py. Arguments: the files of the images,
// the labels, the initial parameters and the order of the images (uint32), the batch, and `separate` for two kernels a step or
// `persistent` for one kernel for all steps of a request. A line of standard input is a number of steps to train, or "read" for
// the parameters; each answer is one line of JSON.

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
  const bool persistent = argc == 7 && strcmp(argv[6], "persistent") == 0;
  if (argc != 7 || (!persistent && strcmp(argv[6], "separate") != 0)) {
    fprintf(stderr, "usage: lenet IMAGES LABELS PARAMETERS ORDER BATCH separate|persistent\n");
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
  Corrections *corrections = to_device<Corrections>(nullptr, MAX_STEPS);
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
      std::vector<Corrections> of_steps(steps);
      for (int s = 0; s < steps; s++) {
        of_steps[s].first = 1 / (1 - pow(0.9, done + s + 1));
        of_steps[s].second = 1 / (1 - pow(0.999, done + s + 1));
      }
      if (persistent) {
        copy_to_device(corrections, of_steps.data(), steps);
        launch_together(train, images, labels, rows, steps_an_epoch, done, steps, batch, parameters, held, moment1,
                        moment2, losses, corrections);
      } else {
        for (int s = 0; s < steps; s++) {
          const unsigned *images_of_step = rows + (size_t)((done + s) % steps_an_epoch) * batch;
          launch(image_step, batch, images, labels, images_of_step, parameters, held);
          launch(update, PARAMETERS / BLOCK + 1, held, batch, parameters, moment1, moment2, losses + s, of_steps[s]);
        }
      }
      done += steps;
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
