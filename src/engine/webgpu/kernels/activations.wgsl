// Computes the dense layers of one sample and copies the outputs of every layer to the history, in the order of
// contract/activations.ts. The convolutions' outputs are in `values`, where the training kernels store them.
// Twin: network.ts (Network).

fn storeValues(thread: u32, first: u32, count: u32, place: u32) {
  for (var i = thread; i < count; i += SAMPLE_THREADS) {
    history[member][place + i] = bitcast<u32>(values[member][first + i]);
  }
}

fn storeLocal(thread: u32, first: u32, count: u32, place: u32) {
  for (var i = thread; i < count; i += SAMPLE_THREADS) {
    history[member][place + i] = bitcast<u32>(denseLocal[first + i]);
  }
}

@compute @workgroup_size(SAMPLE_THREADS)
fn activationsKernel(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  enter(group);
  for (var i = thread; i < S4; i += SAMPLE_THREADS) { denseLocal[i] = values[member][S4_AT + i]; }
  workgroupBarrier();
  denseLayers(thread);
  let s2 = HISTORY_AT + C1 * 784;
  let c3 = s2 + C1 * 196;
  let s4 = c3 + C3 * 100;
  let f5 = s4 + S4;
  storeValues(thread, C1_AT, C1 * 784, HISTORY_AT);
  storeValues(thread, S2_AT, C1 * 196, s2);
  storeValues(thread, C3_AT, C3 * 100, c3);
  storeLocal(thread, 0, S4, s4);
  storeLocal(thread, F5_LOCAL, F5, f5);
  storeLocal(thread, F6_LOCAL, F6, f5 + F5);
  storeLocal(thread, LOGITS_LOCAL, CLASSES, f5 + F5 + F6);
}
