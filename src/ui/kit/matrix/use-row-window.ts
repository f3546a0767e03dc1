// Which rows of a long table are in view, for tables of which only those are in the document.

import { useState, type UIEvent } from 'react';

/** Rows before and after those in view, so that the keyboard finds the next one. */
const BEYOND = 4;
/** Up to this many rows are all in the document. */
const FEW_ROWS = 40;

export interface RowWindow {
  first: number;
  /** After the last one. */
  end: number;
}

/** The rows of a scrolled region of `height` pixels, with rows of `rowHeight` pixels. */
export function rowWindow(rows: number, scrolled: number, height: number, rowHeight: number): RowWindow {
  const first = Math.min(rows - 1, Math.max(0, Math.floor(scrolled / rowHeight) - BEYOND));
  return { first, end: Math.min(rows, first + Math.ceil(height / rowHeight) + 2 * BEYOND + 1) };
}

/** `height` and `rowHeight`: in pixels, the first at most. `onScroll` is for the region that scrolls. */
export function useRowWindow(
  rows: number,
  height: number,
  rowHeight: number,
): RowWindow & { onScroll: ((event: UIEvent<HTMLElement>) => void) | undefined } {
  const [scrolled, setScrolled] = useState(0);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    // In steps of two rows, so that not every frame renders.
    setScrolled(Math.floor(currentTarget.scrollTop / (2 * rowHeight)) * 2 * rowHeight);
  };
  if (rows <= FEW_ROWS) return { first: 0, end: rows, onScroll: undefined };
  return { ...rowWindow(rows, scrolled, height, rowHeight), onScroll };
}
