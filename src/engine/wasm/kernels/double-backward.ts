// Backward pass of a 5 x 5 convolution in double precision.

import { KERNEL, KERNEL_BYTES, KERNEL_ROW, NUMBER } from './double-layout.ts';

/** Bytes of a place: its distance from the start of an input map, and the gradient there. */
const PLACE: usize = 16;

/**
 * Lists the places of an output map whose gradient is not zero, behind relu and max pooling the lesser part: zeros add
 * nothing. Returns the end of the list, which needs 16 bytes for each value of the map.
 */
function findPlaces(side: i32, gradient: usize, places: usize): usize {
  let at = places;
  for (let y = 0; y < side; y++) {
    let start = y * (side + KERNEL - 1) * NUMBER;
    for (let x = 0; x < side; x++, gradient += NUMBER, start += NUMBER) {
      const value = load<f64>(gradient);
      if (value == 0) continue;
      store<u32>(at, start as u32);
      store<f64>(at, value, 8);
      at += PLACE;
    }
  }
  return at;
}

/** Overwrites the gradients of weight and bias, from the gradient of the output. */
export function parameterGradients(
  inputs: i32,
  outputs: i32,
  side: i32,
  input: usize,
  outputGradient: usize,
  weightGradient: usize,
  biasGradient: usize,
  places: usize,
): void {
  const inputRow = (side + KERNEL - 1) * NUMBER;
  const inputMap = (side + KERNEL - 1) * inputRow;
  for (let o = 0; o < outputs; o++) {
    const end = findPlaces(side, outputGradient + o * side * side * NUMBER, places);
    let sum: f64 = 0;
    for (let at = places; at < end; at += PLACE) sum += load<f64>(at, 8);
    store<f64>(biasGradient + o * NUMBER, sum);
    for (let i = 0; i < inputs; i++) {
      const source = input + i * inputMap;
      sumRows(places, end, source, inputRow, weightGradient);
      sumRows(places, end, source + 2 * inputRow, inputRow, weightGradient + 2 * KERNEL_ROW);
      sumRow(places, end, source + 4 * inputRow, weightGradient + 4 * KERNEL_ROW);
      weightGradient += KERNEL_BYTES;
    }
  }
}

/** The gradients of the weights of two rows of a kernel, summed over places. */
function sumRows(places: usize, end: usize, source: usize, inputRow: usize, target: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let last = a0;
  for (let at = places; at < end; at += PLACE) {
    const a = source + load<u32>(at);
    const b = a + inputRow;
    const gradient = v128.load64_splat(at, 8);
    a0 = f64x2.add(a0, f64x2.mul(gradient, v128.load(a)));
    a1 = f64x2.add(a1, f64x2.mul(gradient, v128.load(a, 16)));
    b0 = f64x2.add(b0, f64x2.mul(gradient, v128.load(b)));
    b1 = f64x2.add(b1, f64x2.mul(gradient, v128.load(b, 16)));
    // The fifth columns of both rows.
    const fifth = v128.load64_lane(b, v128.load64_zero(a, 32), 1, 32);
    last = f64x2.add(last, f64x2.mul(gradient, fifth));
  }
  v128.store(target, a0);
  v128.store(target, a1, 16);
  v128.store64_lane(target, last, 0, 32);
  v128.store(target, b0, KERNEL_ROW);
  v128.store(target, b1, KERNEL_ROW + 16);
  v128.store64_lane(target, last, 1, KERNEL_ROW + 32);
}

/** The same for one row. */
function sumRow(places: usize, end: usize, source: usize, target: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let last: f64 = 0;
  for (let at = places; at < end; at += PLACE) {
    const a = source + load<u32>(at);
    const gradient = v128.load64_splat(at, 8);
    a0 = f64x2.add(a0, f64x2.mul(gradient, v128.load(a)));
    a1 = f64x2.add(a1, f64x2.mul(gradient, v128.load(a, 16)));
    last += load<f64>(at, 8) * load<f64>(a, 32);
  }
  v128.store(target, a0);
  v128.store(target, a1, 16);
  store<f64>(target, last, 32);
}

/** Overwrites the gradient of the input. */
export function inputGradient(
  inputs: i32,
  outputs: i32,
  side: i32,
  weights: usize,
  outputGradient: usize,
  target: usize,
  places: usize,
): void {
  const inputRow = (side + KERNEL - 1) * NUMBER;
  const inputMap = (side + KERNEL - 1) * inputRow;
  memory.fill(target, 0, inputs * inputMap);
  for (let o = 0; o < outputs; o++) {
    const end = findPlaces(side, outputGradient + o * side * side * NUMBER, places);
    const endOfOutput = weights + inputs * KERNEL_BYTES;
    // Kernels inside places: neighbouring places share columns, and a sum that was just stored in parts is slow to read.
    for (let at = places; at < end; at += PLACE) {
      const gradient = v128.load64_splat(at, 8);
      let map = target + load<u32>(at);
      for (let w = weights; w < endOfOutput; map += inputMap) {
        let place = map;
        for (const endOfMap = w + KERNEL_BYTES; w < endOfMap; w += KERNEL_ROW, place += inputRow) {
          v128.store(place, f64x2.add(v128.load(place), f64x2.mul(gradient, v128.load(w))));
          v128.store(place, f64x2.add(v128.load(place, 16), f64x2.mul(gradient, v128.load(w, 16))), 16);
          store<f64>(place, load<f64>(place, 32) + load<f64>(at, 8) * load<f64>(w, 32), 32);
        }
      }
    }
    weights = endOfOutput;
  }
}
