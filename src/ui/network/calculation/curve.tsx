// A function as a small curve, with the calculated point on it.

interface CurveProps {
  of: (x: number) => number;
  x: number;
  /** The part of the function that is shown at least. */
  from: number;
  to: number;
}

const WIDTH = 132;
const HEIGHT = 84;
const EDGE = 6;
const STEPS = 64;

export function Curve({ of, x, from, to }: CurveProps) {
  const reach = Math.abs(x) * 1.1;
  const low = x < from ? -reach : from;
  const high = x > to ? reach : to;
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = low + ((high - low) * i) / STEPS;
    return [at, of(at)] as const;
  });
  const values = points.map(([, value]) => value);
  const bottom = Math.min(0, ...values);
  const top = Math.max(...values, bottom + 1e-9);
  const px = (value: number) => EDGE + ((value - low) / (high - low)) * (WIDTH - 2 * EDGE);
  const py = (value: number) => HEIGHT - EDGE - ((value - bottom) / (top - bottom)) * (HEIGHT - 2 * EDGE);
  const path = points.map(([at, value], i) => `${i === 0 ? 'M' : 'L'}${px(at)} ${py(value)}`).join('');
  const value = of(x);
  return (
    <svg className="calculation-curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="calculation-axis" d={`M0 ${py(0)}H${WIDTH}M${px(0)} 0V${HEIGHT}`} />
      <path className="calculation-guide" d={`M${px(x)} ${py(0)}V${py(value)}H${px(0)}`} />
      <path className="calculation-line" d={path} />
      <circle className="calculation-point" cx={px(x)} cy={py(value)} r="4" />
    </svg>
  );
}
