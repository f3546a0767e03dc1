// Which classes a list of probabilities names: all of a few, and of many the most probable ones.

/** Up to this many classes are all listed. */
export const FEW_CLASSES = 12;
/** Of more classes this many are listed. */
export const LISTED_CLASSES = 8;

export interface TopClasses {
  /** The listed classes: all of a few by label, of many by falling value. */
  shown: number[];
  /** The classes that are not listed, with their sum; null where all are. */
  others: { count: number; sum: number } | null;
}

/** `values`: one for each class. `needed`: a class that is listed whatever its value, as the last one if need be. */
export function topClasses(values: ArrayLike<number>, needed: number | null = null): TopClasses {
  const labels = Array.from(values, (_, label) => label);
  if (labels.length <= FEW_CLASSES) return { shown: labels, others: null };
  const order = labels.toSorted((a, b) => values[b]! - values[a]! || a - b);
  const shown = order.slice(0, LISTED_CLASSES);
  if (needed !== null && !shown.includes(needed)) shown[LISTED_CLASSES - 1] = needed;
  const others = labels.filter((label) => !shown.includes(label));
  return { shown, others: { count: others.length, sum: others.reduce((sum, k) => sum + values[k]!, 0) } };
}
