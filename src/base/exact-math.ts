// Functions that give the same bits in every browser: they only add, multiply and divide, which IEEE 754 defines exactly.
// Math.cos and Math.pow may differ between browsers.

/** `base` to a whole, non-negative `exponent`, by squaring. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** cos(pi * x) for x in [0, 1]; error below 1e-13. */
export function cosPi(x: number): number {
  if (x > 0.5) return -cosPi(1 - x);
  const angle = Math.PI * x;
  const square = angle * angle;
  // Taylor series, smallest term first: with ten terms the error up to pi/2 is 6e-15.
  let sum = 1;
  for (let k = 10; k >= 1; k--) sum = 1 - (sum * square) / ((2 * k - 1) * (2 * k));
  return sum;
}
