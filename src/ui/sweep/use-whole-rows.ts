// The height of a box with a table that ends below a whole row.

import { useLayoutEffect, useState, type RefObject } from 'react';
import { wholeRows } from './whole-rows.ts';

/**
 * As many rows of `table` as fit into `most` rem of the `box` around it, with the scroll bar below them; null where all do. A
 * component has both from its first render on, or never.
 */
export function useWholeRows(
  box: RefObject<HTMLElement | null>,
  table: RefObject<HTMLTableElement | null>,
  most: number,
): ReturnType<typeof wholeRows> {
  const [fit, setFit] = useState<ReturnType<typeof wholeRows>>(null);
  useLayoutEffect(() => {
    const measured = table.current;
    const around = box.current;
    if (!measured || !around) return;
    const measure = () => {
      const { top } = measured.getBoundingClientRect();
      const rows = Array.from(measured.tBodies[0]!.rows, (row) => {
        const { top: start, bottom } = row.getBoundingClientRect();
        return { top: start - top, bottom: bottom - top };
      });
      const limit = most * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const found = wholeRows(rows, limit);
      const scrollBar = around.offsetHeight - around.clientHeight;
      const next = found && { ...found, height: found.height + scrollBar };
      setFit((last) => (last?.shown === next?.shown && last?.height === next?.height ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    observer.observe(around);
    return () => observer.disconnect();
  }, [box, table, most]);
  return fit;
}
