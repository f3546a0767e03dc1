// Probabilities as percentages that add up to exactly 100.0, as a reader would check them.

/** `probabilities` in tenths of a percent: whole numbers that sum to 1000 (largest remainders get what rounding left). */
export function tenthsOfPercent(probabilities: ArrayLike<number>): number[] {
  const values = Array.from(probabilities);
  const sum = values.reduce((total, value) => total + value, 0);
  const exact = values.map((value) => (value / sum) * 1000);
  const tenths = exact.map(Math.floor);
  const missing = 1000 - tenths.reduce((total, value) => total + value, 0);
  const byRemainder = exact
    .map((value, k) => ({ k, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.k - b.k);
  for (const { k } of byRemainder.slice(0, missing)) tenths[k]!++;
  return tenths;
}

/** The places of the values, the largest first; of equals the first. */
export function largestFirst(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, k) => k).toSorted((a, b) => values[b]! - values[a]! || a - b);
}
