// Draws a design as SVG in one of six styles: pen, marker, plain outline, broken outline, sketchy, filled.

import { randomStream, type Random } from '../../src/base/random.ts';
import { broken, readStroke, wobbled, type Design, type Line, type Point } from './strokes.ts';

/** Lengths are in units of the square of 100 that designs are drawn in. */
interface DrawingStyle {
  /** Line width. */
  width: number;
  /** Largest offset of a point. */
  wobble: number;
  details: boolean;
  filled?: boolean;
  /** Gaps in each line of the outline. */
  gaps?: { count: number; length: number };
  /** Draws the outline a second time with another wobble. */
  doubled?: boolean;
  /** Largest rotation, in degrees. */
  tilt: number;
  /** Range of the design's side, as a fraction of the canvas. */
  size: readonly [min: number, max: number];
  /** Range of the aspect ratio, width divided by height. */
  aspect: readonly [min: number, max: number];
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

function uniform([min, max]: readonly [number, number], random: Random): number {
  return min + random.unit() * (max - min);
}

/** `design` in a style as SVG text. Size, position, rotation and mirroring are random but follow from the names. */
export function designSvg(design: Design, styleName: string): string {
  const style = STYLES[styleName]!;
  const random = randomStream(1, `${design.label} ${design.name} ${styleName}`);
  const size = uniform(style.size, random);
  const aspect = Math.sqrt(uniform(style.aspect, random));
  const angle = ((random.unit() * 2 - 1) * style.tilt * Math.PI) / 180;
  const facing = random.unit() < 0.5 ? -1 : 1;
  const centre = [0, 1].map(() => 50 + (random.unit() - 0.5) * (100 - 100 * size)) as [number, number];
  const toText = ([x, y]: Point): string => {
    const [u, v] = [(x - 50) * aspect * facing * size, ((y - 50) / aspect) * size];
    const turned = [u * Math.cos(angle) - v * Math.sin(angle), u * Math.sin(angle) + v * Math.cos(angle)];
    return `${(turned[0]! + centre[0]).toFixed(2)},${(turned[1]! + centre[1]).toFixed(2)}`;
  };
  const path = ({ points, closed }: Line) => `M${points.map(toText).join('L')}${closed ? 'Z' : ''}`;
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
