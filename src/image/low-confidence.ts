// When the page says that it is not sure of a drawing: a rule on the probabilities, chosen on bench/drawings.

/** A most probable class below this is not an answer. */
const LEAST = 0.7;
/** … nor one that is so near to the next. */
const MARGIN = 0.3;

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
