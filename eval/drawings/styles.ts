// Manners of drawing one and the same design, as SVG: pen and marker, with and without details, broken, filled, sketchy.

import { randomStream, type Random } from '../../src/base/random.ts';
import { broken, readStroke, wobbled, type Design, type Line, type Point } from './strokes.ts';

interface DrawingStyle {
  width: number;
  wobble: number;
  details: boolean;
  filled?: boolean;
  /** Breaks of about so many units in the outline. */
  gaps?: { count: number; length: number };
  /** Drawn twice, loosely. */
  doubled?: boolean;
  /** Degrees at most. */
  tilt: number;
  /** Share of the canvas that the square of 100 fills, least and most. */
  size: readonly [least: number, most: number];
  /** Width against height, least and most. */
  aspect: readonly [least: number, most: number];
}

export const STYLES: Readonly<Record<string, DrawingStyle>> = {
  pen: { width: 1.6, wobble: 0.8, details: true, tilt: 3, size: [0.55, 0.9], aspect: [0.9, 1.1] },
  marker: { width: 5, wobble: 1, details: true, tilt: 4, size: [0.7, 0.95], aspect: [0.85, 1.2] },
  outline: { width: 3, wobble: 1, details: false, tilt: 5, size: [0.5, 0.95], aspect: [0.9, 1.15] },
  broken: {
    width: 2.4,
    wobble: 1.2,
    details: true,
    gaps: { count: 3, length: 4 },
    tilt: 5,
    size: [0.6, 0.9],
    aspect: [0.85, 1.2],
  },
  sketchy: {
    width: 1.6,
    wobble: 2,
    details: true,
    doubled: true,
    tilt: 10,
    size: [0.35, 0.7],
    aspect: [0.75, 1.3],
  },
  filled: {
    width: 6,
    wobble: 1,
    details: false,
    filled: true,
    tilt: 4,
    size: [0.6, 0.95],
    aspect: [0.85, 1.2],
  },
};

function between([least, most]: readonly [number, number], random: Random): number {
  return least + random.unit() * (most - least);
}

/** `design` in `manner`; the same picture each time. Shoes face either way. */
export function drawn(design: Design, styleName: string): string {
  const style = STYLES[styleName]!;
  const random = randomStream(1, `${design.label} ${design.name} ${styleName}`);
  const size = between(style.size, random);
  const aspect = Math.sqrt(between(style.aspect, random));
  const angle = ((random.unit() * 2 - 1) * style.tilt * Math.PI) / 180;
  const facing = random.unit() < 0.5 ? -1 : 1;
  const place = [0, 1].map(() => 50 + (random.unit() - 0.5) * (100 - 100 * size)) as [number, number];
  const put = ([x, y]: Point): string => {
    const [u, v] = [(x - 50) * aspect * facing * size, ((y - 50) / aspect) * size];
    const turned = [u * Math.cos(angle) - v * Math.sin(angle), u * Math.sin(angle) + v * Math.cos(angle)];
    return `${(turned[0]! + place[0]).toFixed(2)},${(turned[1]! + place[1]).toFixed(2)}`;
  };
  const path = ({ points, closed }: Line) => `M${points.map(put).join('L')}${closed ? 'Z' : ''}`;
  const lines = (strokes: readonly string[]) =>
    strokes.flatMap(readStroke).map((line) => wobbled(line, style.wobble, random));
  const { gaps } = style;
  const outline = lines(design.outline).flatMap((line) =>
    gaps ? broken(line, gaps.count, gaps.length, random) : [line],
  );
  const all = style.details ? [...outline, ...lines(design.details)] : outline;
  if (style.doubled) all.push(...lines(design.outline));
  const fill = style.filled ? '#fff' : 'none';
  const body = all.map((line) => `<path d="${path(line)}"/>`).join('');
  const attributes = `fill="${fill}" stroke="#fff" stroke-width="${style.width}" stroke-linecap="round" stroke-linejoin="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g ${attributes}>${body}</g></svg>`;
}
