// One epoch's validation mark inside of a plot. The legend draws its own.

/** Validation's mark, told from training's by its shape; Recharts gives the place. */
export function SquareMark({ cx, cy }: { cx?: number; cy?: number }) {
  if (cx === undefined || cy === undefined || Number.isNaN(cx) || Number.isNaN(cy)) return null;
  return (
    <rect
      x={cx - 3.5}
      y={cy - 3.5}
      width={7}
      height={7}
      fill="var(--paper)"
      stroke="var(--series-2)"
      strokeWidth={2}
    />
  );
}
