// The exact sign test: how often chance alone splits so many differences at least as unevenly.

/** Of the p value, as is usual: from it on chance is a good explanation. */
export const SIGNIFICANT = 0.05;
/** Near the least double with all its digits. */
const LEAST = 1e-300;

/**
 * The two-sided p value of `first` differences for one side and `second` for the other, if each fell to either side with the
 * same probability: 1 without any difference.
 */
export function signTest(first: number, second: number): number {
  const total = first + second;
  const fewer = Math.min(first, second);
  // The logarithm of the probability of exactly `fewer`.
  let log = -total * Math.LN2;
  for (let i = 0; i < fewer; i++) log += Math.log((total - i) / (i + 1));
  // The sum of the probabilities of at most `fewer`, in units of the last one, which is the largest.
  let sum = 0;
  for (let i = fewer, term = 1; i >= 0 && term > 1e-20; i--) {
    sum += term;
    term *= i / (total - i + 1);
  }
  return Math.min(1, 2 * sum * Math.exp(log));
}

/** A p value with two digits, and more where two would round it to 0.05: "p = 0.012", "p = 4.1e-9", "p < 1e-300". */
export function pValueText(p: number): string {
  if (p < LEAST) return `p < ${LEAST}`;
  if (p < 1e-4) return `p = ${p.toExponential(1)}`;
  for (let digits = 2; ; digits++) {
    const rounded = Number(p.toPrecision(digits));
    if (rounded < SIGNIFICANT === p < SIGNIFICANT) return `p = ${rounded}`;
  }
}
