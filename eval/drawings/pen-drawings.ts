// Drawings that can be drawn with any pen and at any size on the page's pad: people's strokes and own designs, which are
// garments, and things that are no garment.

import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { randomStream } from '../../src/base/random.ts';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { SKETCH_SIDE } from '../../src/ui/drawing/pad/sketch.ts';
import { CARRIED } from './garments-carried.ts';
import { WORN } from './garments-worn.ts';
import { readNotGarments } from './not-garments.ts';
import { readPeopleSketches } from './people.ts';
import { readStroke, wobbled } from './strokes.ts';

/** Smallest distance of a drawing's points to the pad's edge, in pixels. */
const EDGE = 8;

export interface PenDrawing {
  /** Class, 0 to 9; null for what is no garment. */
  label: number | null;
  name: string;
  source: 'person' | 'design' | 'not a garment';
  /** The kind of a thing that is no garment; otherwise the class. */
  kind: string;
  half: 'dev' | 'held-out';
  /** SVG elements to be stroked in a square of `side` x `side`, whose longer side they nearly fill. */
  body: string;
  side: number;
}

export interface Pen {
  /** Line width in pixels of the pad. */
  width: number;
  /** Fills each stroke, as the tool `fill` does. */
  fills?: boolean;
  /** Longer side of the drawing in pixels; drawn from 50 to 90% of the pad by the drawing's name where missing. */
  extent?: number;
  /** A stray mark: a dot of the pen, or a short line of this length in pixels. */
  stray?: { length: number };
}

/** Every other name, in the order of their SHA-256 hashes: the rule of drawings.ts. */
function halves(drawings: readonly Omit<PenDrawing, 'half'>[]): PenDrawing[] {
  const hash = (name: string) => createHash('sha256').update(name).digest('hex');
  const groupOf = ({ source, kind }: Omit<PenDrawing, 'half'>) => `${source} ${kind}`;
  return [...new Set(drawings.map(groupOf))].flatMap((group) =>
    drawings
      .filter((drawing) => groupOf(drawing) === group)
      .toSorted((a, b) => hash(a.name).localeCompare(hash(b.name)))
      .map(({ label, name, source, kind, body, side }, i): PenDrawing => {
        const half = i % 2 === 1 ? 'held-out' : 'dev';
        return { label, name, source, kind, half, body, side };
      }),
  );
}

export function readPenDrawings(): PenDrawing[] {
  const polyline = (points: readonly string[]) => `<polyline points="${points.join(' ')}"/>`;
  const people = readPeopleSketches().map(({ label, name, strokes }) => ({
    label: CLASS_KEYS.indexOf(label),
    name,
    source: 'person' as const,
    kind: label,
    body: strokes.map(([xs, ys]) => polyline(xs.map((x, i) => `${x},${ys[i]!}`))).join(''),
    side: 255,
  }));
  const designs = [...WORN, ...CARRIED].map((design) => {
    const random = randomStream(1, `pen ${design.label} ${design.name}`);
    const lines = [...design.outline, ...design.details]
      .flatMap(readStroke)
      .map((line) => wobbled(line, 1, random));
    return {
      label: CLASS_KEYS.indexOf(design.label),
      name: design.name,
      source: 'design' as const,
      kind: design.label,
      body: lines
        .map(({ points, closed }) =>
          polyline(
            [...points, ...(closed ? [points[0]!] : [])].map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`),
          ),
        )
        .join(''),
      side: 100,
    };
  });
  const others = readNotGarments().map(({ kind, name, body }) => ({
    label: null,
    name,
    source: 'not a garment' as const,
    kind,
    body,
    side: 24,
  }));
  return halves([...people, ...designs, ...others]);
}

/** The drawing on the pad: coverage [280, 280], 0 to 255. */
export function penInk({ name, body, side }: PenDrawing, pen: Pen): Uint8Array {
  const random = randomStream(1, `pad ${name}`);
  const extent = pen.extent ?? (0.5 + 0.4 * random.unit()) * SKETCH_SIDE;
  random.unit();
  const scale = extent / side;
  const free = SKETCH_SIDE - extent - 2 * EDGE;
  const [left, top] = [EDGE + free * random.unit(), EDGE + free * random.unit()];
  const stroke = `stroke="#fff" stroke-linecap="round" stroke-linejoin="round"`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SKETCH_SIDE} ${SKETCH_SIDE}" color="#fff">` +
    `<g transform="translate(${left} ${top}) scale(${scale})" fill="${pen.fills ? '#fff' : 'none'}" ${stroke} ` +
    `stroke-width="${pen.width / scale}">${body}</g>` +
    `<g ${stroke} stroke-width="${pen.width}">${strayMark(name, pen, { left, top, extent })}</g></svg>`;
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: SKETCH_SIDE } }).render();
  const ink = new Uint8Array(SKETCH_SIDE * SKETCH_SIDE);
  for (let p = 0; p < ink.length; p++) ink[p] = pixels[4 * p + 3]!;
  return ink;
}

/** A mark in the corner of the pad that is farthest from the drawing's square. */
function strayMark(
  name: string,
  { stray }: Pen,
  { left, top, extent }: { left: number; top: number; extent: number },
): string {
  if (!stray) return '';
  const random = randomStream(1, `stray ${name}`);
  const far = (from: number) => {
    const [before, after] = [from, SKETCH_SIDE - from - extent];
    const room = Math.min(40, Math.max(before, after) / 2);
    return before > after ? EDGE + room * random.unit() : SKETCH_SIDE - EDGE - room * random.unit();
  };
  const [x, y] = [far(left), far(top)];
  const angle = 2 * Math.PI * random.unit();
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)].map(
    (part) => (part * Math.max(0.01, stray.length)) / 2,
  ) as [number, number];
  return `<path d="M${x - dx} ${y - dy}L${x + dx} ${y + dy}"/>`;
}
