// Cells in rows, of which a press or a key chooses one.

/** The cell under the pointer; `columns` in a row, the last row may be shorter. */
export function cellUnder(
  { clientX, clientY, currentTarget }: { clientX: number; clientY: number; currentTarget: Element },
  columns: number,
  cells: number,
): number {
  const area = currentTarget.getBoundingClientRect();
  const at = (fraction: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor(fraction * count)));
  const row = at((clientY - area.top) / area.height, Math.ceil(cells / columns));
  const column = at((clientX - area.left) / area.width, columns);
  return Math.min(cells - 1, row * columns + column);
}

const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The cell that an arrow key moves to from `cell`; null for other keys. */
export function cellAfterKey(key: string, cell: number, columns: number, cells: number): number | null {
  const move = KEYS[key];
  if (!move) return null;
  const rows = Math.ceil(cells / columns);
  const column = Math.min(columns - 1, Math.max(0, (cell % columns) + move[0]));
  const row = Math.min(rows - 1, Math.max(0, Math.floor(cell / columns) + move[1]));
  return Math.min(cells - 1, row * columns + column);
}
