// Entry points with a kernel for each layer and direction. One thread takes one item, except in the dense layers.

struct Work { sample: u32, item: u32 }

fn work(thread: u32, itemsPerSample: u32) -> Work {
  return Work(thread / itemsPerSample, thread % itemsPerSample);
}

@compute @workgroup_size(THREADS)
fn gatherKernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let step = history[member][STEP];
  let at = work(id.x, 784);
  if (at.sample < samplesOf(step)) { gather(at.sample, at.item, words[member][firstOf(step) + at.sample]); }
}

@compute @workgroup_size(THREADS)
fn c1Kernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let at = work(id.x, 196);
  if (at.sample < samplesOf(history[member][STEP])) { c1Forward(at.sample, at.item); }
}

@compute @workgroup_size(THREADS)
fn c3Kernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let step = history[member][STEP];
  if (id.x == 0) { history[member][NEXT_STEP] = step + 1; }
  let at = work(id.x, C3_ITEMS);
  if (at.sample < samplesOf(step)) { c3Forward(at.sample, at.item); }
}

@compute @workgroup_size(SAMPLE_THREADS)
fn denseKernel(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  enter(group);
  // A sample beyond the last one is computed as well, because every thread must reach the barriers. Its results are not
  // read.
  let sample = group.x;
  let step = history[member][NEXT_STEP] - 1;
  for (var i = thread; i < S4; i += SAMPLE_THREADS) { denseLocal[i] = values[member][S4_AT + sample * S4 + i]; }
  workgroupBarrier();
  denseLayers(thread);
  if (TRAINING) {
    denseLayersBackward(thread, sample, step);
  } else {
    storeLogits(thread, sample, step);
    if (sample == 0 && thread == 0) { history[member][STEP] = step + 1; }
  }
}

@compute @workgroup_size(THREADS)
fn c3InputGradientKernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let at = work(id.x, C3_INPUT_GRADIENT_ITEMS);
  if (at.sample < samplesOf(history[member][NEXT_STEP] - 1)) { c3InputGradient(at.sample, at.item); }
}

@compute @workgroup_size(THREADS)
fn c3WeightGradientKernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let at = work(id.x, 5 * C1 * C3_PAIRS);
  if (at.sample < samplesOf(history[member][NEXT_STEP] - 1)) { c3WeightGradient(at.sample, at.item); }
}

@compute @workgroup_size(THREADS)
fn c1WeightGradientKernel(@builtin(workgroup_id) group: vec3u, @builtin(global_invocation_id) id: vec3u) {
  enter(group);
  let at = work(id.x, 5 * C1_PAIRS * C1_PARTS);
  if (at.sample < samplesOf(history[member][NEXT_STEP] - 1)) { c1WeightGradient(at.sample, at.item); }
}
