// Memory and launches on the GPU. Any error ends the program with its text.

#pragma once

#include <cooperative_groups.h>
#include <cstdio>
#include <cstdlib>
#include <tuple>

constexpr int BLOCK = 512;

/** A variable that the threads of a block share. */
#define SHARED(Type, name) __shared__ Type name

/** Waits until all threads of all blocks are here, and have written what they wrote. */
__device__ static void synchronize_grid() { cooperative_groups::this_grid().sync(); }

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

/** With a block on each multiprocessor, all side by side. */
template <typename... Parameters, typename... Arguments>
static void launch_together(void (*kernel)(Parameters...), Arguments... arguments) {
  int device, processors;
  check(cudaGetDevice(&device));
  check(cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, device));
  std::tuple<Parameters...> values(arguments...);
  std::apply(
      [&](auto &...value) {
        void *pointers[] = {&value...};
        check(cudaLaunchCooperativeKernel(kernel, dim3(processors), dim3(BLOCK), pointers));
      },
      values);
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

template <typename Value>
static void copy_to_device(Value *memory, const Value *values, size_t count) {
  check(cudaMemcpy(memory, values, count * sizeof(Value), cudaMemcpyHostToDevice));
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
