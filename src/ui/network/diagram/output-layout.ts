// Where the classes stand in the drawing: a row for each of a few. Of many, rows name the most probable ones, and below them
// every class has a thin bar.

import { FEW_CLASSES, LISTED_CLASSES } from '../../top-classes.ts';
import type { Box } from './box.ts';

/** The bars of all classes, in rows, from left to right. */
export interface BarsLayout extends Box {
  columns: number;
  rows: number;
}

export interface OutputLayout extends Box {
  /** Rows that name a class, in columns from top to bottom. */
  named: number;
  columns: number;
  rowHeight: number;
  /** Null where each class has a row. */
  bars: BarsLayout | null;
}

const MOST_IN_A_ROW = 25;
const MOST_ROW_HEIGHT = 36;
/** Of many classes the rows leave room for the bars. */
const ROWS_OF_MANY = 12;
/** Above the bars. */
export const BARS_CAPTION = 22;

function barsAt(box: Omit<Box, 'height'>, classes: number, rowHeight: number): BarsLayout {
  const rows = Math.ceil(classes / MOST_IN_A_ROW);
  return { ...box, rows, columns: Math.ceil(classes / rows), height: rows * rowHeight };
}

/** One column of at most `tall` pixels around the height `middle`. */
export function wideOutput(
  { x, width, middle, tall }: { x: number; width: number; middle: number; tall: number },
  classes: number,
): OutputLayout {
  if (classes <= FEW_CLASSES) {
    const rowHeight = Math.min(MOST_ROW_HEIGHT, tall / classes);
    const height = rowHeight * classes;
    return { x, y: middle - height / 2, width, height, named: classes, columns: 1, rowHeight, bars: null };
  }
  const rowHeight = Math.min(MOST_ROW_HEIGHT, tall / ROWS_OF_MANY);
  const named = rowHeight * LISTED_CLASSES;
  const y = middle - tall / 2;
  const room = tall - named - BARS_CAPTION;
  const barHeight = Math.min(MOST_ROW_HEIGHT, room / Math.ceil(classes / MOST_IN_A_ROW));
  const bars = barsAt({ x, y: y + named + BARS_CAPTION, width }, classes, barHeight);
  const height = named + BARS_CAPTION + bars.height;
  return { x, y, width, height, named: LISTED_CLASSES, columns: 1, rowHeight, bars };
}

/** Two columns from `y` on; rows and bars are high enough for a finger. */
export function narrowOutput(y: number, width: number, rowHeight: number, classes: number): OutputLayout {
  const columns = 2;
  const named = classes <= FEW_CLASSES ? classes : LISTED_CLASSES;
  const height = rowHeight * Math.ceil(named / columns);
  const output = { x: 0, y, width, named, columns, rowHeight };
  if (named === classes) return { ...output, height, bars: null };
  const bars = barsAt({ x: 0, y: y + height + BARS_CAPTION, width }, classes, rowHeight);
  return { ...output, height: height + BARS_CAPTION + bars.height, bars };
}
