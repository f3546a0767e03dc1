// A drawing as strokes, with its history for undo and redo. Pure and immutable; ink.ts paints it.

/** Side of the square that strokes are drawn in. Points and sizes are in these units at any size on screen. */
export const SKETCH_SIDE = 280;

export const TOOLS = ['brush', 'fill', 'eraser'] as const;
/** brush: the line alone; fill: the line and the area that it encloses; eraser: removes ink along the line. */
export type Tool = (typeof TOOLS)[number];

export const INKS = ['white', 'light', 'medium', 'dark'] as const;
export type Ink = (typeof INKS)[number];
/** Grey levels as in the dataset: 255 is white. The preparation still recognises the darkest as ink. */
export const INK_GREYS: Readonly<Record<Ink, number>> = { white: 255, light: 200, medium: 140, dark: 80 };

/** The first size was chosen on the drawings of eval/drawings. */
export const BRUSH_SIZES = { min: 8, max: 64, step: 2, first: 10 } as const;

/** The tool of a stroke with its settings. */
export interface Nib {
  tool: Tool;
  /** Covers the ink below it. The eraser ignores it. */
  ink: Ink;
  /** Diameter of the round nib. */
  size: number;
  /** Draws the stroke's mirror image at the vertical middle line too. */
  mirrored: boolean;
}

export const FIRST_NIB: Nib = { tool: 'brush', ink: 'white', size: BRUSH_SIZES.first, mirrored: false };

export interface Stroke {
  nib: Nib;
  /** x0, y0, x1, y1, … */
  points: readonly number[];
}

export interface Sketch {
  strokes: readonly Stroke[];
  /** The strokes that `undo` restores, oldest first. */
  past: readonly (readonly Stroke[])[];
  /** The strokes that `redo` restores, the next one last. A new stroke clears it. */
  future: readonly (readonly Stroke[])[];
  /** The last stroke is still being drawn. */
  open: boolean;
}

export const BLANK: Sketch = { strokes: [], past: [], future: [], open: false };

export type SketchAction =
  | { type: 'begin'; nib: Nib; x: number; y: number }
  /** Points as in `Stroke`. */
  | { type: 'extend'; points: readonly number[] }
  | { type: 'end' }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'clear' };

/** Points nearer than this to the one before make no visible difference. */
const SPACING = 1.5;

function extended(stroke: Stroke, added: readonly number[]): Stroke {
  const points = [...stroke.points];
  for (let i = 0; i + 1 < added.length; i += 2) {
    const dx = added[i]! - points.at(-2)!;
    const dy = added[i + 1]! - points.at(-1)!;
    if (dx * dx + dy * dy >= SPACING * SPACING) points.push(added[i]!, added[i + 1]!);
  }
  return points.length === stroke.points.length ? stroke : { ...stroke, points };
}

/** The sketch after `action`; the same object where nothing changed. */
export function reduceSketch(sketch: Sketch, action: SketchAction): Sketch {
  const { strokes, past, future, open } = sketch;
  switch (action.type) {
    case 'begin': {
      const { nib, x, y } = action;
      const stroke = { nib, points: [x, y] };
      return { strokes: [...strokes, stroke], past: [...past, strokes], future: [], open: true };
    }
    case 'extend': {
      const last = strokes.at(-1);
      if (!open || !last) return sketch;
      const longer = extended(last, action.points);
      return longer === last ? sketch : { ...sketch, strokes: [...strokes.slice(0, -1), longer] };
    }
    case 'end':
      return open ? { ...sketch, open: false } : sketch;
    case 'undo': {
      const before = past.at(-1);
      if (!before) return sketch;
      return { strokes: before, past: past.slice(0, -1), future: [...future, strokes], open: false };
    }
    case 'redo': {
      const after = future.at(-1);
      if (!after) return sketch;
      return { strokes: after, past: [...past, strokes], future: future.slice(0, -1), open: false };
    }
    case 'clear':
      if (strokes.length === 0) return sketch;
      return { strokes: [], past: [...past, strokes], future: [], open: false };
    default:
      return action satisfies never;
  }
}
