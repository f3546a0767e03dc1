// A pen moved by keys: arrow keys move it, Space or Enter lowers and lifts it. With Shift it moves to the next line of a
// grid. Pure: a move returns what the sketch has to do.

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
  action: 'move' | 'begin' | 'extend' | 'end' | 'undo' | 'redo' | 'clear';
}

/** Distance between the lines of the grid. The edges are lines too. */
const CELL = SKETCH_SIDE / 10;
const STEP = CELL / 4;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const nextLine = (from: number, direction: number) =>
  CELL * (direction > 0 ? Math.floor(from / CELL) + 1 : Math.ceil(from / CELL) - 1);

/** The pen's position counted in steps, from 1, and the number of positions in each direction. */
export function penPosition({ x, y }: KeyboardPen): { column: number; row: number; count: number } {
  return { column: Math.round(x / STEP) + 1, row: Math.round(y / STEP) + 1, count: SKETCH_SIDE / STEP + 1 };
}

/** The pen after `key`; null for a key that the pen action not use, which then works as usual on the page. */
export function movePen(pen: KeyboardPen, { key, shift, command }: Key): PenMove | null {
  const lifted = { ...pen, down: false };
  if (command) {
    const letter = key.toLowerCase();
    if (letter === 'y' || (letter === 'z' && shift)) return { pen: lifted, action: 'redo' };
    return letter === 'z' ? { pen: lifted, action: 'undo' } : null;
  }
  const arrow = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
  if (arrow) {
    const move = (from: number, direction: number) => {
      const to = shift && direction ? nextLine(from, direction) : from + direction * STEP;
      return Math.min(SKETCH_SIDE, Math.max(0, to));
    };
    const moved = { ...pen, x: move(pen.x, arrow[0]), y: move(pen.y, arrow[1]) };
    return { pen: moved, action: pen.down ? 'extend' : 'move' };
  }
  switch (key) {
    case ' ':
    case 'Enter':
      return { pen: { ...pen, down: !pen.down }, action: pen.down ? 'end' : 'begin' };
    case 'u':
    case 'U':
      return { pen: lifted, action: 'undo' };
    case 'r':
    case 'R':
      return { pen: lifted, action: 'redo' };
    case 'Delete':
    case 'Escape':
      return { pen: lifted, action: 'clear' };
    default:
      return null;
  }
}
