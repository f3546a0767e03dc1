// The sketch with lines as thin, for its size, as those of the training images. A small drawing has a thick pen: scaled up to
// the network's image, its lines would merge.

import type { Nib, Sketch, Stroke } from './sketch.ts';

/** Widest line as a fraction of the drawing's longer side: 1.1 of 28 pixels. Chosen on the drawings of eval/drawings. */
export const LINE_FRACTION = 0.04;
/** A nib wider than this fraction of the drawing's longer side paints areas, and keeps its width. */
export const PAINT_FRACTION = 0.2;

/** The width for the network of a line of `size` in a drawing whose longer side is `longer`, in the same units. */
export function networkLineWidth(size: number, longer: number): number {
  return size > PAINT_FRACTION * longer ? size : Math.min(size, LINE_FRACTION * longer);
}

/** `sketch` with its lines thinned for a drawing whose longer side is `longer`; the same object where none is too wide. */
export function withNetworkLines(sketch: Sketch, longer: number): Sketch {
  return withSizes(sketch, (size) => networkLineWidth(size, longer));
}

/** `sketch` with all lines as wide as `fraction` of `longer`, the drawing's longer side; nibs that paint areas keep their width. */
export function withLinesOf(sketch: Sketch, longer: number, fraction: number): Sketch {
  return withSizes(sketch, (size) => (size > PAINT_FRACTION * longer ? size : fraction * longer));
}

function withSizes(sketch: Sketch, sizeOf: (size: number) => number): Sketch {
  const fitted = (stroke: Stroke): Stroke => {
    const { nib } = stroke;
    const size = nib.tool === 'eraser' ? nib.size : sizeOf(nib.size);
    return size === nib.size ? stroke : withNib(stroke, { ...nib, size });
  };
  const strokes = sketch.strokes.map(fitted);
  return strokes.every((stroke, k) => stroke === sketch.strokes[k]) ? sketch : { ...sketch, strokes };
}

/** `sketch` with each filled shape as a line; the same object where there is none. A filled shape hides lines inside it. */
export function strokesAlone(sketch: Sketch): Sketch {
  if (!sketch.strokes.some(({ nib }) => nib.tool === 'fill')) return sketch;
  const strokes = sketch.strokes.map((stroke): Stroke =>
    stroke.nib.tool === 'fill' ? withNib(stroke, { ...stroke.nib, tool: 'brush' }) : stroke,
  );
  return { ...sketch, strokes };
}

/** The newest changed form of each stroke. */
const changed = new WeakMap<Stroke, Stroke>();

/** `stroke` with another width or tool: the same object as before where both are the same, so that it stays painted. */
function withNib(stroke: Stroke, nib: Nib): Stroke {
  const before = changed.get(stroke);
  if (before?.nib.size === nib.size && before.nib.tool === nib.tool) return before;
  const after = { ...stroke, nib };
  changed.set(stroke, after);
  return after;
}
