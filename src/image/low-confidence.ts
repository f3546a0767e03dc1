// The rule by which the page calls a prediction for a drawing uncertain. The bounds were chosen on the drawings of
// eval/drawings, so that few things that are no garment pass for one.

/** The least probability of the predicted class at high confidence. */
export const LEAST = 0.85;
/** The least probability at medium confidence, at which the class is still named alone. */
export const LEAST_MEDIUM = 0.7;
/** The least lead over the second class. */
const MARGIN = 0.3;

export type Confidence = 'high' | 'medium' | 'low';

/** `probabilities`: one for each class. */
export function confidenceOf(probabilities: ArrayLike<number>): Confidence {
  if (!isLowConfidence(probabilities)) return 'high';
  return isLowConfidence(probabilities, LEAST_MEDIUM) ? 'low' : 'medium';
}

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
