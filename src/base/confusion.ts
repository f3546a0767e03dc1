// The confusion matrix, and the scores that follow from it.

/** Counts of many images need 32 bits. */
export type ConfusionCounts = Uint16Array | Uint32Array;

/** [classes, classes]: a row for each true class, a column for each predicted class. */
export function confusionOf(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ConfusionCounts {
  const Counts = labels.length > 0xffff ? Uint32Array : Uint16Array;
  const counts = new Counts(classes * classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]! * classes + predicted[i]!]!++;
  return counts;
}

/** 0 … 1; null where nothing is counted. */
export interface ClassScores {
  /** The share of the class that was predicted as it. */
  recall: number | null;
  /** The share of the predictions of the class that are correct. */
  precision: number | null;
  /** Harmonic mean of recall and precision. */
  f1: number | null;
}

export interface ConfusionScores {
  total: number;
  correct: number;
  accuracy: number | null;
  classes: ClassScores[];
  /** Unweighted means over the classes that have the score. */
  mean: ClassScores;
}

/** Scores of a confusion matrix. */
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
    const hits = counts[label * size + label]!;
    total += row;
    correct += hits;
    classes.push({
      recall: fraction(hits, row),
      precision: fraction(hits, column),
      f1: fraction(2 * hits, row + column),
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
