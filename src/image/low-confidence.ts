// The rule by which the page calls a prediction for a drawing uncertain, chosen on the drawings of eval/drawings.

/** The least probability of the predicted class. */
const LEAST = 0.7;
/** The least lead over the second class. */
const MARGIN = 0.3;

/** `probabilities`: one for each class. */
export function isLowConfidence(probabilities: ArrayLike<number>): boolean {
  let first = 0;
  let second = 0;
  for (let k = 0; k < probabilities.length; k++) {
    const value = probabilities[k]!;
    if (value > first) {
      second = first;
      first = value;
    } else if (value > second) second = value;
  }
  return first < LEAST || first - second < MARGIN;
}
