// The line of a plot that is nearest to a place.

export interface LinePoint {
  x: number;
  y: number;
}

/** The index of the line that passes nearest to (`x`, `y`), up to `reach` away; null without one. In pixels. */
export function nearestLine(
  lines: readonly (readonly LinePoint[])[],
  x: number,
  y: number,
  reach: number,
): number | null {
  let found: number | null = null;
  let least = reach;
  lines.forEach((line, index) => {
    for (let i = 0; i < line.length; i++) {
      const distance = segmentDistance(line[Math.max(0, i - 1)]!, line[i]!, x, y);
      if (distance <= least) {
        least = distance;
        found = index;
      }
    }
  });
  return found;
}

function segmentDistance(a: LinePoint, b: LinePoint, x: number, y: number): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const at = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / square));
  return Math.hypot(a.x + at * dx - x, a.y + at * dy - y);
}
