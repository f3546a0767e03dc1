// A pen moved by keys: arrow keys move it, Space or Enter puts it down and lifts it. Pure; it says what the sketch is to do.
// With Shift it goes from line to line of a grid; where it is, is said in its own steps.

import { SKETCH_SIDE } from './sketch.ts';

export interface KeyboardPen {
  x: number;
  y: number;
  down: boolean;
}

export const RESTING_PEN: KeyboardPen = { x: SKETCH_SIDE / 2, y: SKETCH_SIDE / 2, down: false };

export interface Key {
  key: string;
  shift: boolean;
  /** Ctrl, or Command on a Mac. */
  command: boolean;
}

export interface PenMove {
  pen: KeyboardPen;
  does: 'move' | 'begin' | 'extend' | 'end' | 'undo' | 'redo' | 'clear';
}

/** The grid has lines this far apart, and one along each edge. */
const CELL = SKETCH_SIDE / 10;
const STEP = CELL / 4;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const nextLine = (from: number, way: number) =>
  CELL * (way > 0 ? Math.floor(from / CELL) + 1 : Math.ceil(from / CELL) - 1);

/** Where the pen is in its steps, from 1, and how many places there are each way. */
export function penPlace({ x, y }: KeyboardPen): { column: number; row: number; count: number } {
  return { column: Math.round(x / STEP) + 1, row: Math.round(y / STEP) + 1, count: SKETCH_SIDE / STEP + 1 };
}

/** What `key` makes of the pen; null when the key is none of the pen's and belongs to the page. */
export function movePen(pen: KeyboardPen, { key, shift, command }: Key): PenMove | null {
  const lifted = { ...pen, down: false };
  if (command) {
    const letter = key.toLowerCase();
    if (letter === 'y' || (letter === 'z' && shift)) return { pen: lifted, does: 'redo' };
    return letter === 'z' ? { pen: lifted, does: 'undo' } : null;
  }
  const arrow = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
  if (arrow) {
    const move = (from: number, way: number) => {
      const to = shift && way ? nextLine(from, way) : from + way * STEP;
      return Math.min(SKETCH_SIDE, Math.max(0, to));
    };
    const moved = { ...pen, x: move(pen.x, arrow[0]), y: move(pen.y, arrow[1]) };
    return { pen: moved, does: pen.down ? 'extend' : 'move' };
  }
  switch (key) {
    case ' ':
    case 'Enter':
      return { pen: { ...pen, down: !pen.down }, does: pen.down ? 'end' : 'begin' };
    case 'u':
    case 'U':
      return { pen: lifted, does: 'undo' };
    case 'r':
    case 'R':
      return { pen: lifted, does: 'redo' };
    case 'Delete':
    case 'Escape':
      return { pen: lifted, does: 'clear' };
    default:
      return null;
  }
}
