// Average and max pooling of 2 x 2 windows of one map in lanes. The backward pass includes the activation before it.

import { derivative } from './activation.ts';
import { MAX_POOLING, VECTOR, pooling } from './layout.ts';
import { laneSum } from './math.ts';

/** `map` [side, side] to `pooled` [side / 2, side / 2]. */
export function pool(map: usize, pooled: usize, side: i32): void {
  const row = side * VECTOR;
  const quarter = f32x4.splat(0.25);
  for (let y = 0; y < side; y += 2) {
    for (const end = map + row; map < end; map += 2 * VECTOR) {
      const a = v128.load(map);
      const b = v128.load(map, VECTOR);
      const c = v128.load(map + row);
      const d = v128.load(map + row, VECTOR);
      v128.store(
        pooled,
        pooling === MAX_POOLING
          ? f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d))
          : f32x4.mul(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), quarter),
      );
      pooled += VECTOR;
    }
    map += row;
  }
}

/**
 * Replaces `map`, the activation's outputs, by the gradients of its inputs; `pooled` holds the gradients of the pooled
 * map. The gradient of a maximum goes to the first of equals. Returns the gradient of the map's bias: their sum.
 */
export function poolBackward(map: usize, pooled: usize, side: i32): f32 {
  const row = side * VECTOR;
  const quarter = f32x4.splat(0.25);
  let upper = f32x4.splat(0);
  let lower = f32x4.splat(0);
  for (let y = 0; y < side; y += 2) {
    for (const end = map + row; map < end; map += 2 * VECTOR) {
      const a = v128.load(map);
      const b = v128.load(map, VECTOR);
      const c = v128.load(map + row);
      const d = v128.load(map + row, VECTOR);
      const gradient = v128.load(pooled);
      pooled += VECTOR;
      let da: v128, db: v128, dc: v128, dd: v128;
      if (pooling === MAX_POOLING) {
        const largest = f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d));
        const atA = f32x4.eq(a, largest);
        const atB = v128.andnot(f32x4.eq(b, largest), atA);
        const atAB = v128.or(atA, atB);
        const atC = v128.andnot(f32x4.eq(c, largest), atAB);
        da = derivative(a, v128.and(gradient, atA));
        db = derivative(b, v128.and(gradient, atB));
        dc = derivative(c, v128.and(gradient, atC));
        dd = derivative(d, v128.andnot(gradient, v128.or(atAB, atC)));
      } else {
        const share = f32x4.mul(gradient, quarter);
        da = derivative(a, share);
        db = derivative(b, share);
        dc = derivative(c, share);
        dd = derivative(d, share);
      }
      v128.store(map, da);
      v128.store(map, db, VECTOR);
      v128.store(map + row, dc);
      v128.store(map + row, dd, VECTOR);
      upper = f32x4.add(upper, f32x4.add(da, db));
      lower = f32x4.add(lower, f32x4.add(dc, dd));
    }
    map += row;
  }
  return laneSum(f32x4.add(upper, lower));
}
