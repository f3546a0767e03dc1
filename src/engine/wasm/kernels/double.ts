// A module of its own: 5 x 5 convolutions and 2 x 2 poolings of one sample in double precision, for explanations of a
// step. Arrays are in PyTorch's order; two neighbouring columns are one vector. Addresses are in bytes.

const KERNEL = 5;
/** Bytes of a number, of a kernel's row and of a kernel. */
const NUMBER: usize = 8;
const KERNEL_ROW: usize = KERNEL * NUMBER;
const KERNEL_BYTES: usize = KERNEL * KERNEL_ROW;
/** Columns that are computed together. */
const BLOCK = 10;

/**
 * output[o, y, x] = bias[o] + sum over i, ky, kx of weight[o, i, ky, kx] * input[i, y + ky, x + kx]. Outputs
 * below `least` become `least`. `side`, that of the output maps, is at least 10.
 */
export function convolve(
  inputs: i32,
  outputs: i32,
  side: i32,
  weights: usize,
  biases: usize,
  input: usize,
  output: usize,
  least: f64,
): void {
  const perOutput = inputs * KERNEL_BYTES;
  const map = side * side * NUMBER;
  for (let o = 0; o < outputs; o += 2) {
    // The last map of an odd number is computed twice.
    const next = min(o + 1, outputs - 1);
    for (let y = 0; y < side; y++) {
      for (let column = 0; column < side; column += BLOCK) {
        // The last block overlaps the one before where 10 does not divide the side.
        const x = min(column, side - BLOCK);
        const target = output + (y * side + x) * NUMBER;
        const source = input + (y * (side + KERNEL - 1) + x) * NUMBER;
        convolveBlock(
          inputs,
          side + KERNEL - 1,
          weights + o * perOutput,
          weights + next * perOutput,
          v128.load64_splat(biases + o * NUMBER),
          v128.load64_splat(biases + next * NUMBER),
          source,
          target + o * map,
          target + next * map,
          f64x2.splat(least),
        );
      }
    }
  }
}

/** Ten columns of a row of two output maps. */
// @inline
function convolveBlock(
  inputs: i32,
  inputSide: i32,
  aWeights: usize,
  bWeights: usize,
  aBias: v128,
  bBias: v128,
  source: usize,
  aTarget: usize,
  bTarget: usize,
  least: v128,
): void {
  let a0 = aBias;
  let a1 = aBias;
  let a2 = aBias;
  let a3 = aBias;
  let a4 = aBias;
  let b0 = bBias;
  let b1 = bBias;
  let b2 = bBias;
  let b3 = bBias;
  let b4 = bBias;
  const inputRow = inputSide * NUMBER;
  const ahead = bWeights - aWeights;
  let w = aWeights;
  for (let end = w + inputs * KERNEL_BYTES; w < end; source += inputRow * (inputSide - KERNEL)) {
    for (const endOfMap = w + KERNEL_BYTES; w < endOfMap; source += inputRow) {
      let place = source;
      for (const endOfRow = w + KERNEL_ROW; w < endOfRow; w += NUMBER, place += NUMBER) {
        const a = v128.load64_splat(w);
        const b = v128.load64_splat(w + ahead);
        const x0 = v128.load(place);
        a0 = f64x2.add(a0, f64x2.mul(a, x0));
        b0 = f64x2.add(b0, f64x2.mul(b, x0));
        const x1 = v128.load(place, 16);
        a1 = f64x2.add(a1, f64x2.mul(a, x1));
        b1 = f64x2.add(b1, f64x2.mul(b, x1));
        const x2 = v128.load(place, 32);
        a2 = f64x2.add(a2, f64x2.mul(a, x2));
        b2 = f64x2.add(b2, f64x2.mul(b, x2));
        const x3 = v128.load(place, 48);
        a3 = f64x2.add(a3, f64x2.mul(a, x3));
        b3 = f64x2.add(b3, f64x2.mul(b, x3));
        const x4 = v128.load(place, 64);
        a4 = f64x2.add(a4, f64x2.mul(a, x4));
        b4 = f64x2.add(b4, f64x2.mul(b, x4));
      }
    }
  }
  // pmax lets NaN pass, so that a diverged run shows it.
  v128.store(aTarget, f64x2.pmax(a0, least));
  v128.store(aTarget, f64x2.pmax(a1, least), 16);
  v128.store(aTarget, f64x2.pmax(a2, least), 32);
  v128.store(aTarget, f64x2.pmax(a3, least), 48);
  v128.store(aTarget, f64x2.pmax(a4, least), 64);
  v128.store(bTarget, f64x2.pmax(b0, least));
  v128.store(bTarget, f64x2.pmax(b1, least), 16);
  v128.store(bTarget, f64x2.pmax(b2, least), 32);
  v128.store(bTarget, f64x2.pmax(b3, least), 48);
  v128.store(bTarget, f64x2.pmax(b4, least), 64);
}

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

/** The mean or the largest of each 2 x 2 window: `input` [rows, width] to `output` [rows / 2, width / 2]. */
export function pool(largest: bool, rows: i32, width: i32, input: usize, output: usize): void {
  const row = width * NUMBER;
  const quarter = f64x2.splat(0.25);
  for (let y = 0; y < rows; y += 2, input += row) {
    for (const end = input + row; input < end; input += 2 * NUMBER, output += NUMBER) {
      const upper = v128.load(input);
      const lower = v128.load(input + row);
      if (largest) {
        const both = f64x2.max(upper, lower);
        store<f64>(output, max(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1)));
      } else {
        const both = f64x2.mul(f64x2.add(upper, lower), quarter);
        store<f64>(output, f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1));
      }
    }
  }
}
