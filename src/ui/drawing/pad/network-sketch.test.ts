// Line widths for the network, by the size of the drawing.

import { expect, test } from 'vitest';
import {
  LINE_FRACTION,
  networkLineWidth,
  PAINT_FRACTION,
  strokesAlone,
  withNetworkLines,
} from './network-sketch.ts';
import { BLANK, FIRST_NIB, type Nib, type Sketch } from './sketch.ts';

const sketch = (...nibs: Partial<Nib>[]): Sketch => ({
  ...BLANK,
  strokes: nibs.map((nib) => ({ nib: { ...FIRST_NIB, ...nib }, points: [10, 10, 20, 20] })),
});

test('a line is at most a fixed fraction of the drawing wide, and thin lines stay', () => {
  expect(networkLineWidth(10, 120)).toBe(LINE_FRACTION * 120);
  expect(networkLineWidth(20, 120)).toBe(LINE_FRACTION * 120);
  expect(networkLineWidth(4, 120)).toBe(4);
  expect(networkLineWidth(10, 250)).toBe(10);
});

test('a nib that paints areas keeps its width', () => {
  expect(networkLineWidth(64, 250)).toBe(64);
  expect(networkLineWidth(PAINT_FRACTION * 250, 250)).toBe(LINE_FRACTION * 250);
});

test('lines and outlines of filled shapes are thinned, the eraser is not, and points stay', () => {
  const drawn = sketch({ tool: 'brush', size: 20 }, { tool: 'fill', size: 16 }, { tool: 'eraser', size: 24 });
  const thinned = withNetworkLines(drawn, 120);
  expect(thinned.strokes.map(({ nib }) => nib.size)).toEqual([LINE_FRACTION * 120, LINE_FRACTION * 120, 24]);
  expect(thinned.strokes.map(({ points }) => points)).toEqual(drawn.strokes.map(({ points }) => points));
  expect(thinned.strokes[2]).toBe(drawn.strokes[2]);
});

test('a sketch without a wide line is the same object', () => {
  const drawn = sketch({ size: 8 }, { tool: 'eraser', size: 64 });
  expect(withNetworkLines(drawn, 200)).toBe(drawn);
});

test('the strokes alone are lines in place of filled shapes, with their widths and points', () => {
  const drawn = sketch({ tool: 'fill', size: 12 }, { tool: 'brush', size: 10 }, { tool: 'eraser', size: 24 });
  const lines = strokesAlone(drawn);
  expect(lines.strokes.map(({ nib }) => nib.tool)).toEqual(['brush', 'brush', 'eraser']);
  expect(lines.strokes[0]).toEqual({ ...drawn.strokes[0], nib: { ...FIRST_NIB, size: 12, tool: 'brush' } });
  expect(lines.strokes[1]).toBe(drawn.strokes[1]);
  expect(strokesAlone(lines)).toBe(lines);
});

test('a stroke that is thinned alike again is the same object, so that it stays painted', () => {
  const stroke = { nib: { ...FIRST_NIB, size: 20 }, points: [80, 80, 190, 190] };
  const thinned = (longer: number) => withNetworkLines({ ...BLANK, strokes: [stroke] }, longer).strokes[0];
  const first = thinned(110);
  expect(first).not.toBe(stroke);
  expect(thinned(110)).toBe(first);
  expect(thinned(120)).not.toBe(first);
});
