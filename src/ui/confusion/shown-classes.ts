// Which of many classes the plot of the classes names. Each has one of ten looks, and keeps it until it is removed.

import type { ClassPoint } from '../kit/charts/class-rows.ts';

/** As many as have a colour and dashes of their own. */
export const MOST_SHOWN = 10;
const SHOWN_AT_FIRST = 5;

/** The class with each look, by its label; null for a look that no class has. */
export type ShownClasses = readonly (number | null)[];

/** All of at most ten classes; of more, those with the lowest recall in the last epoch, by label. */
export function firstShown(lines: readonly (readonly ClassPoint[])[], classes: number): ShownClasses {
  const labels = Array.from({ length: classes }, (_, label) => label);
  if (classes <= MOST_SHOWN) return labels;
  const last = (label: number) => lines[label]?.at(-1)?.y ?? 1;
  const lowest = labels.toSorted((a, b) => last(a) - last(b) || a - b).slice(0, SHOWN_AT_FIRST);
  return lowest.sort((a, b) => a - b);
}

/** Without the class if it was there, otherwise with it, where a look is free. */
export function toggled(shown: ShownClasses, label: number): ShownClasses {
  if (shown.includes(label)) return shown.map((each) => (each === label ? null : each));
  const free = shown.indexOf(null);
  if (free >= 0) return shown.with(free, label);
  return shown.length < MOST_SHOWN ? [...shown, label] : shown;
}
