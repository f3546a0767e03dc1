// How much of a table is shown in a box that ends below a whole row.

/** Edges in pixels from the table's top. */
export interface Row {
  top: number;
  bottom: number;
}

/** The rows that fit into `limit` pixels, and the height of the box that shows them; null where all fit. At least one is shown. */
export function wholeRows(rows: readonly Row[], limit: number): { shown: number; height: number } | null {
  const last = rows.at(-1);
  if (!last || last.bottom <= limit) return null;
  const shown = Math.max(1, rows.filter(({ bottom }) => bottom <= limit).length);
  // The box ends where the next row begins.
  const height = rows[shown]?.top ?? last.bottom;
  return { shown, height: Math.floor(height) };
}
