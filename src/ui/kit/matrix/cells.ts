// The shade of a cell of the matrix, and the cell that a key moves to.

/** Fractions of a row's images at which each darker shade begins. */
const SHADES = [0, 0.01, 0.05, 0.12, 0.3];

/** 0 for an empty cell, else 1 … 5; 5 is the darkest. */
export function shadeOf(count: number, row: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < row.length; i++) total += row[i]!;
  return count === 0 ? 0 : SHADES.filter((least) => count >= least * total).length;
}

/** The cell that `key` moves to in a square of `size`, counted row by row; null for other keys. */
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
