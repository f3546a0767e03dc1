// How often each class was taken for each, and the scores that follow. Knows no class by name and no picture.

/** [classes, classes]: rows are true classes, columns what they were taken for. */
export function confusionOf(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Uint16Array<ArrayBuffer> {
  const counts = new Uint16Array(classes * classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]! * classes + predicted[i]!]!++;
  return counts;
}

/** Shares, 0 … 1; null where there is nothing to take a share of. */
export interface ClassScores {
  /** Of the pictures of the class, those that were taken for it. */
  recall: number | null;
  /** Of those taken for the class, the ones that are of it. */
  precision: number | null;
  /** The harmonic mean of both. */
  f1: number | null;
}

export interface ConfusionScores {
  total: number;
  correct: number;
  accuracy: number | null;
  classes: ClassScores[];
  /** Means over the classes that have the score, each class with the same weight. */
  mean: ClassScores;
}

/** Scores of a square table of counts, rows true and columns predicted. */
export function confusionScores(counts: ArrayLike<number>): ConfusionScores {
  const size = Math.sqrt(counts.length);
  const fraction = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const classes: ClassScores[] = [];
  let total = 0;
  let correct = 0;
  for (let label = 0; label < size; label++) {
    let row = 0;
    let column = 0;
    for (let other = 0; other < size; other++) {
      row += counts[label * size + other]!;
      column += counts[other * size + label]!;
    }
    const right = counts[label * size + label]!;
    total += row;
    correct += right;
    classes.push({
      recall: fraction(right, row),
      precision: fraction(right, column),
      f1: fraction(2 * right, row + column),
    });
  }
  const mean = (score: keyof ClassScores) => {
    const values = classes.flatMap((scores) => scores[score] ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    total,
    correct,
    accuracy: fraction(correct, total),
    classes,
    mean: { recall: mean('recall'), precision: mean('precision'), f1: mean('f1') },
  };
}
