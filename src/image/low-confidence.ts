// The rule by which the page calls a prediction for a drawing uncertain, chosen on the drawings of eval/drawings.

/** The least probability of the predicted class. */
export const LEAST = 0.7;
/** The least lead over the second class. */
const MARGIN = 0.3;

/** `probabilities`: one for each class. `least`: the least probability of the predicted class. */
export function isLowConfidence(probabilities: ArrayLike<number>, least: number = LEAST): boolean {
  let first = 0;
  let second = 0;
  for (let k = 0; k < probabilities.length; k++) {
    const value = probabilities[k]!;
    if (value > first) {
      second = first;
      first = value;
    } else if (value > second) second = value;
  }
  return first < least || first - second < MARGIN;
}
