// Elementary functions that give the same bits in every browser and on every CPU: only operations that IEEE 754 rounds
// exactly, in a fixed order. Errors in units of the last place are measured in ../math.test.ts.

// @inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** 1.5 * 2^23: adding it rounds to an integer, which is in the lowest bits of the sum. */
const ROUND: f32 = 12582912;

/** e^x, to 1 ulp. Arguments are clamped to ±87; NaN stays NaN. */
// @inline
export function exponential(x: v128): v128 {
  // pmin and pmax are single instructions, min and max are not.
  const clamped = f32x4.pmax(f32x4.pmin(x, splat(87)), splat(-87));
  // x = n ln 2 + r with |r| <= ln(2) / 2; ln 2 in two parts, the first short enough for an exact product.
  const shifted = f32x4.add(f32x4.mul(clamped, splat(1.4426950216293335)), splat(ROUND));
  const n = f32x4.sub(shifted, splat(ROUND));
  let r = f32x4.sub(clamped, f32x4.mul(n, splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, splat(2.1219444170128554e-4)));
  // e^r = 1 + r + r^2 q(r); q is the minimax polynomial, relative error 3e-9.
  let q = splat(0.001381459878757596);
  q = f32x4.add(f32x4.mul(q, r), splat(0.008368716575205326));
  q = f32x4.add(f32x4.mul(q, r), splat(0.04166838899254799));
  q = f32x4.add(f32x4.mul(q, r), splat(0.1666652113199234));
  q = f32x4.add(f32x4.mul(q, r), splat(0.4999999403953552));
  const power = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), q), r), splat(1));
  // Times 2^n: n, from the lowest bits of `shifted`, is added to the exponent.
  return i32x4.add(power, i32x4.shl(shifted, 23));
}

/** 1 / (1 + e^-x), to 2.5 ulp. */
// @inline
export function sigmoid(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exponential(f32x4.neg(x))));
}

/** tanh x, to 1.5 ulp. Near zero by a polynomial, because the formula with the exponential cancels there. */
// @inline
export function hyperbolicTangent(x: v128): v128 {
  const square = f32x4.mul(x, x);
  // tanh x = x + x^3 p(x^2) for |x| <= 0.625; relative error of p's term 4e-9.
  let p = splat(-0.00571704376488924);
  p = f32x4.add(f32x4.mul(p, square), splat(0.020650586113333702));
  p = f32x4.add(f32x4.mul(p, square), splat(-0.05374349653720856));
  p = f32x4.add(f32x4.mul(p, square), splat(0.13331490755081177));
  p = f32x4.add(f32x4.mul(p, square), splat(-0.3333328366279602));
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, square), p));
  const size = f32x4.abs(x);
  const e = exponential(f32x4.add(size, size));
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(e, splat(1))));
  const signed = v128.or(far, v128.xor(x, size));
  return v128.bitselect(near, signed, f32x4.le(size, splat(0.625)));
}

/** ln x of a normal positive number, in double precision. */
export function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent++;
  }
  // ln m = 2 artanh(s), by its Taylor series: s^2 < 0.03, so ten terms reach double precision.
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum: f64 = 1.0 / 21;
  for (let k = 19; k >= 1; k -= 2) sum = sum * square + 1.0 / <f64>k;
  return <f64>exponent * Math.LN2 + 2 * s * sum;
}

/** Sum of the lanes, by halves. */
// @inline
export function laneSum(x: v128): f32 {
  const halves = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1);
}

/** a0 b0 + a1 b1 in each lane. dot3 to dot5 add their terms from the left. */
// @inline
export function dot2(a0: v128, b0: v128, a1: v128, b1: v128): v128 {
  return f32x4.add(f32x4.mul(a0, b0), f32x4.mul(a1, b1));
}

// @inline
export function dot3(a0: v128, b0: v128, a1: v128, b1: v128, a2: v128, b2: v128): v128 {
  return f32x4.add(dot2(a0, b0, a1, b1), f32x4.mul(a2, b2));
}

// @inline
export function dot4(a0: v128, b0: v128, a1: v128, b1: v128, a2: v128, b2: v128, a3: v128, b3: v128): v128 {
  return f32x4.add(dot3(a0, b0, a1, b1, a2, b2), f32x4.mul(a3, b3));
}

// @inline
export function dot5(
  a0: v128,
  b0: v128,
  a1: v128,
  b1: v128,
  a2: v128,
  b2: v128,
  a3: v128,
  b3: v128,
  a4: v128,
  b4: v128,
): v128 {
  return f32x4.add(dot4(a0, b0, a1, b1, a2, b2, a3, b3), f32x4.mul(a4, b4));
}
