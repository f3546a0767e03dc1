// Ink on a real canvas: covering greys, the eraser, mirrored strokes, and white ink.

import { expect, test } from 'vitest';
import { createInkCanvas } from './ink.ts';
import { FIRST_NIB, SKETCH_SIDE, type Nib, type Stroke } from './sketch.ts';

/** Strokes on a canvas of the sketch's own size. */
function painted(...strokes: Stroke[]) {
  const canvas = document.createElement('canvas');
  canvas.width = SKETCH_SIDE;
  canvas.height = SKETCH_SIDE;
  const ink = createInkCanvas(canvas);
  ink.show({ strokes, past: [], future: [], open: false });
  const greys = ink.read();
  return { canvas, greys, at: (x: number, y: number) => greys[y * SKETCH_SIDE + x] };
}

const stroke = (nib: Partial<Nib>, ...points: number[]): Stroke => ({
  nib: { ...FIRST_NIB, tool: 'brush', ...nib },
  points,
});
/** A filled square from 50 to 230. */
const square = (nib: Partial<Nib>) =>
  stroke({ tool: 'fill', ...nib }, 60, 60, 220, 60, 220, 220, 60, 220, 60, 60);

test('a stroke covers darker and lighter ink', () => {
  const { at } = painted(
    square({ ink: 'light' }),
    stroke({ ink: 'dark' }, 100, 140, 180, 140),
    stroke({ ink: 'white', size: 8 }, 140, 100, 140, 180),
  );
  expect([at(70, 70), at(110, 140), at(140, 140), at(20, 20)]).toEqual([200, 80, 255, 0]);
});

test('the eraser leaves black, which new ink covers', () => {
  const erased = stroke({ tool: 'eraser', size: 40 }, 100, 140, 180, 140);
  expect(painted(square({ ink: 'medium' }), erased).at(140, 140)).toBe(0);
  expect(painted(square({}), erased, stroke({ ink: 'dark' }, 140, 140)).at(140, 140)).toBe(80);
});

test('a tap leaves a dot as wide as the nib', () => {
  const { at } = painted(stroke({ size: 20 }, 140, 140), stroke({ tool: 'eraser', size: 8 }, 140, 140));
  expect([at(140, 140), at(147, 140), at(140, 133), at(151, 140)]).toEqual([0, 255, 255, 0]);
});

test('a mirrored stroke has its grey on both sides', () => {
  const { at } = painted(stroke({ ink: 'medium', mirrored: true }, 60, 60, 100, 200));
  expect([at(60, 60), at(220, 60)]).toEqual([140, 140]);
});

test('white ink is read as its exact coverage', () => {
  const { canvas, greys } = painted(
    square({ mirrored: true }),
    stroke({ size: 12 }, 13, 17, 200, 111, 260, 270),
    stroke({ tool: 'eraser', size: 28 }, 31, 250, 244, 33),
    stroke({ size: 8, mirrored: true }, 20, 222, 222, 20),
  );
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, SKETCH_SIDE, SKETCH_SIDE);
  const coverage = Uint8Array.from(greys, (_, p) => data[4 * p + 3]!);
  expect(new Set(coverage).size).toBeGreaterThan(50);
  expect(greys).toEqual(coverage);
});
