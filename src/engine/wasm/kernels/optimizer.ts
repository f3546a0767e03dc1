// Adam, AdamW and SGD with momentum over consecutive parameters, as PyTorch defines them.

import {
  ADAM,
  SGD,
  VECTOR,
  moment1,
  moment2,
  optimizer,
  parameters,
  stepTable,
  weightDecay,
} from './layout.ts';

/**
 * Updates `count` parameters (a multiple of 4) from element `first` on by the gradients at `gradients`, with the
 * numbers of step `step` that the host wrote to `stepTable` (engine/step-numbers.ts).
 */
export function update(first: i32, gradients: usize, count: i32, step: i32): void {
  const numbers = stepTable + step * VECTOR;
  const p = parameters + first * 4;
  const m = moment1 + first * 4;
  const bytes: usize = count * 4;
  if (optimizer === SGD) {
    const rate = v128.load32_splat(numbers);
    const decay = f32x4.splat(weightDecay);
    const momentum = f32x4.splat(0.9);
    for (let i: usize = 0; i < bytes; i += VECTOR) {
      const value = v128.load(p + i);
      const gradient = f32x4.add(v128.load(gradients + i), f32x4.mul(decay, value));
      const velocity = f32x4.add(f32x4.mul(momentum, v128.load(m + i)), gradient);
      v128.store(m + i, velocity);
      v128.store(p + i, f32x4.sub(value, f32x4.mul(rate, velocity)));
    }
    return;
  }
  const v = moment2 + first * 4;
  const rate = v128.load32_splat(numbers, 4);
  const correction = v128.load32_splat(numbers, 8);
  const shrink = v128.load32_splat(numbers, 12);
  const decay = f32x4.splat(optimizer === ADAM ? weightDecay : 0);
  const epsilon = f32x4.splat(1e-8);
  for (let i: usize = 0; i < bytes; i += VECTOR) {
    const value = v128.load(p + i);
    const gradient = f32x4.add(v128.load(gradients + i), f32x4.mul(decay, value));
    const mean = f32x4.add(
      f32x4.mul(f32x4.splat(0.9), v128.load(m + i)),
      f32x4.mul(f32x4.splat(0.1), gradient),
    );
    const square = f32x4.add(
      f32x4.mul(f32x4.splat(0.999), v128.load(v + i)),
      f32x4.mul(f32x4.mul(f32x4.splat(0.001), gradient), gradient),
    );
    v128.store(m + i, mean);
    v128.store(v + i, square);
    const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(square), correction), epsilon);
    v128.store(p + i, f32x4.sub(f32x4.mul(shrink, value), f32x4.div(f32x4.mul(rate, mean), divisor)));
  }
}
