// Probabilities as percentages that add up to exactly 100.0.

/** `probabilities` in tenths of a percent: whole numbers that sum to 1000, rounded by the largest remainder method. */
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

/** The indices of the values by falling value; equal values keep their order. */
export function largestFirst(values: ArrayLike<number>): number[] {
  return Array.from(values, (_, k) => k).toSorted((a, b) => values[b]! - values[a]! || a - b);
}
