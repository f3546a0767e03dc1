// The height of a box with a table that ends below a whole row.

import { useLayoutEffect, useState, type RefObject } from 'react';
import { wholeRows } from './whole-rows.ts';

/** As many rows of `table` as fit into `most` rem, with the scroll bar below them; null where all do. */
export function useWholeRows(
  table: RefObject<HTMLTableElement | null>,
  most: number,
): ReturnType<typeof wholeRows> {
  const [fit, setFit] = useState<ReturnType<typeof wholeRows>>(null);
  useLayoutEffect(() => {
    const measured = table.current;
    if (!measured) return;
    const box = measured.parentElement!;
    const measure = () => {
      const { top } = measured.getBoundingClientRect();
      const rows = Array.from(measured.tBodies[0]!.rows, (row) => {
        const { top: start, bottom } = row.getBoundingClientRect();
        return { top: start - top, bottom: bottom - top };
      });
      const limit = most * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const found = wholeRows(rows, limit);
      const scrollBar = box.offsetHeight - box.clientHeight;
      const next = found && { ...found, height: found.height + scrollBar };
      setFit((last) => (last?.shown === next?.shown && last?.height === next?.height ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    observer.observe(box);
    return () => observer.disconnect();
  }, [table, most]);
  return fit;
}
