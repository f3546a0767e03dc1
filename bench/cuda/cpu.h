// The part of CUDA that main.cu uses, on the CPU: one block after the other, each thread of a block a real thread. For tests.

#pragma once

#include <barrier>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#define __global__ static
#define __device__
/** Only one block runs at a time. */
#define __shared__ static

struct Index {
  int x;
};
static thread_local Index threadIdx, blockIdx, blockDim, gridDim;

static std::barrier<> *block_barrier;
static void __syncthreads() { block_barrier->arrive_and_wait(); }

constexpr int BLOCK = 4;

template <typename Kernel, typename... Arguments>
static void launch(Kernel kernel, int blocks, Arguments... arguments) {
  std::barrier<> barrier(BLOCK);
  block_barrier = &barrier;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < BLOCK; thread++)
    threads.emplace_back([=, &barrier] {
      threadIdx = {thread};
      blockDim = {BLOCK};
      gridDim = {blocks};
      for (int block = 0; block < blocks; block++) {
        blockIdx = {block};
        kernel(arguments...);
        barrier.arrive_and_wait();
      }
    });
  for (std::thread &thread : threads) thread.join();
}

template <typename Value>
static Value *to_device(const Value *values, size_t count) {
  Value *memory = (Value *)calloc(count, sizeof(Value));
  if (values) memcpy(memory, values, count * sizeof(Value));
  return memory;
}

static void to_host(float *values, const float *memory, size_t count) {
  memcpy(values, memory, count * sizeof(float));
}

static void synchronize() {}

static void print_introduction() { printf("{\"threads\":%d,\"version\":\"on the CPU\"}\n", BLOCK); }
