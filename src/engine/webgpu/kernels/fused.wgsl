// The fused plan: one workgroup takes a sample forward and backward, with the values between the layers in its memory.

// Afterwards all threads of the workgroup see what it wrote to its memory and to `values`.
fn barrierForAllMemory() {
  workgroupBarrier();
  storageBarrier();
}

@compute @workgroup_size(SAMPLE_THREADS)
fn fused(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  enter(group);
  // A sample beyond the last one is computed as well, because every thread must reach the barriers. Its results are not
  // read.
  let sample = group.x;
  let step = history[member][STEP];
  let word = words[member][firstOf(step) + sample];
  for (var i = thread; i < 1024; i += SAMPLE_THREADS) { c3Local[i] = 0.0; }
  workgroupBarrier();
  for (var i = thread; i < 784; i += SAMPLE_THREADS) { gather(sample, i, word); }
  workgroupBarrier();
  for (var i = thread; i < 196; i += SAMPLE_THREADS) { c1Forward(sample, i); }
  workgroupBarrier();
  for (var i = thread; i < C3_ITEMS; i += SAMPLE_THREADS) { c3Forward(sample, i); }
  workgroupBarrier();
  denseLayers(thread);
  if (sample == 0 && thread == 0) { history[member][NEXT_STEP] = step + 1; }
  denseLayersBackward(thread, sample, step);
  barrierForAllMemory();
  for (var i = thread; i < 5 * C1 * C3_PAIRS; i += SAMPLE_THREADS) { c3WeightGradient(sample, i); }
  for (var i = thread; i < C3_INPUT_GRADIENT_ITEMS; i += SAMPLE_THREADS) { c3InputGradient(sample, i); }
  barrierForAllMemory();
  for (var i = thread; i < 5 * C1_PAIRS * C1_PARTS; i += SAMPLE_THREADS) { c1WeightGradient(sample, i); }
  barrierForAllMemory();
  // The parts of a sample are summed here because the update already sums over the samples.
  for (var i = thread; i < C1_SIZE; i += SAMPLE_THREADS) {
    var sum = 0.0;
    for (var part = 0u; part < C1_PARTS; part++) {
      sum += values[member][C1_PART_AT + (sample * C1_PARTS + part) * C1_SIZE + i];
    }
    values[member][C1_SUM_AT + sample * C1_SIZE + i] = sum;
  }
}
