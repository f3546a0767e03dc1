// The part of CUDA that main.cu uses, on the CPU, each thread of a block a real thread. For tests.

#pragma once

#include <barrier>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <thread>
#include <vector>

#define __global__ static
#define __device__
#define __launch_bounds__(threads)

constexpr int BLOCK = 4;
/** Blocks that run side by side. */
constexpr int BLOCKS = 2;

#define SHARED(Type, name)               \
  static Type name##_of_blocks[BLOCKS];  \
  Type &name = name##_of_blocks[blockIdx.x % BLOCKS]

struct Index {
  int x;
};
static thread_local Index threadIdx, blockIdx, blockDim, gridDim;

static thread_local std::barrier<> *block_barrier, *grid_barrier;
static void __syncthreads() { block_barrier->arrive_and_wait(); }
static void synchronize_grid() { grid_barrier->arrive_and_wait(); }

/** `work` in all threads of the first `blocks` blocks, side by side, of `all` blocks. */
template <typename Work>
static void in_threads(int blocks, int all, Work work) {
  std::barrier<> grid(blocks * BLOCK);
  std::deque<std::barrier<>> barriers;
  std::vector<std::thread> threads;
  for (int block = 0; block < blocks; block++) {
    barriers.emplace_back(BLOCK);
    for (int thread = 0; thread < BLOCK; thread++)
      threads.emplace_back([=, &grid, barrier = &barriers[block]] {
        block_barrier = barrier;
        grid_barrier = &grid;
        threadIdx = {thread};
        blockIdx = {block};
        blockDim = {BLOCK};
        gridDim = {all};
        work();
      });
  }
  for (std::thread &thread : threads) thread.join();
}

/** One block after the other. */
template <typename Kernel, typename... Arguments>
static void launch(Kernel kernel, int blocks, Arguments... arguments) {
  in_threads(1, blocks, [=] {
    for (int block = 0; block < blocks; block++) {
      blockIdx = {block};
      kernel(arguments...);
      __syncthreads();
    }
  });
}

template <typename Kernel, typename... Arguments>
static void launch_together(Kernel kernel, Arguments... arguments) {
  in_threads(BLOCKS, BLOCKS, [=] { kernel(arguments...); });
}

template <typename Value>
static Value *to_device(const Value *values, size_t count) {
  Value *memory = (Value *)calloc(count, sizeof(Value));
  if (values) memcpy(memory, values, count * sizeof(Value));
  return memory;
}

template <typename Value>
static void copy_to_device(Value *memory, const Value *values, size_t count) {
  memcpy(memory, values, count * sizeof(Value));
}

static void to_host(float *values, const float *memory, size_t count) {
  memcpy(values, memory, count * sizeof(float));
}

static void synchronize() {}

static void print_introduction() { printf("{\"threads\":%d,\"version\":\"on the CPU\"}\n", BLOCK); }
