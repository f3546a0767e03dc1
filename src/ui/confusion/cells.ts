// How dark a cell of the matrix is, and where a key leads from it.

/** Shares of a row's pictures from which the next darker shade begins. */
const SHADES = [0, 0.01, 0.05, 0.12, 0.3];

/** 0 for none, then 1 … 5, the darkest. */
export function shadeOf(count: number, row: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < row.length; i++) total += row[i]!;
  return count === 0 ? 0 : SHADES.filter((least) => count >= least * total).length;
}

/** The cell that `key` leads to in a square of `size`, row by row; null for a key that leads nowhere. */
export function nextCell(key: string, cell: number, size: number): number | null {
  const row = Math.floor(cell / size);
  const column = cell % size;
  const at = (toRow: number, toColumn: number) => {
    const clamp = (value: number) => Math.min(size - 1, Math.max(0, value));
    return clamp(toRow) * size + clamp(toColumn);
  };
  switch (key) {
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, size - 1);
    default:
      return null;
  }
}
