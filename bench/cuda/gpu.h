// Memory and launches on the GPU. Any error ends the program with its text.

#pragma once

#include <cstdio>
#include <cstdlib>

constexpr int BLOCK = 512;

static void check(cudaError_t error) {
  if (error == cudaSuccess) return;
  fprintf(stderr, "CUDA: %s\n", cudaGetErrorString(error));
  exit(1);
}

template <typename... Parameters, typename... Arguments>
static void launch(void (*kernel)(Parameters...), int blocks, Arguments... arguments) {
  kernel<<<blocks, BLOCK>>>(arguments...);
  check(cudaGetLastError());
}

/** Zeros where `values` is null. */
template <typename Value>
static Value *to_device(const Value *values, size_t count) {
  Value *memory;
  check(cudaMalloc(&memory, count * sizeof(Value)));
  if (values) check(cudaMemcpy(memory, values, count * sizeof(Value), cudaMemcpyHostToDevice));
  else check(cudaMemset(memory, 0, count * sizeof(Value)));
  return memory;
}

static void to_host(float *values, const float *memory, size_t count) {
  check(cudaMemcpy(values, memory, count * sizeof(float), cudaMemcpyDeviceToHost));
}

static void synchronize() { check(cudaDeviceSynchronize()); }

static void print_introduction() {
  cudaDeviceProp properties;
  int version;
  check(cudaGetDeviceProperties(&properties, 0));
  check(cudaRuntimeGetVersion(&version));
  printf("{\"threads\":1,\"adapter\":\"%s\",\"version\":\"CUDA %d.%d\"}\n", properties.name, version / 1000,
         version % 1000 / 10);
}
