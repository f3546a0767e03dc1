// Strokes, undo and clear.

import { describe, expect, test } from 'vitest';
import {
  BLANK,
  BRUSH_SIZES,
  FIRST_NIB,
  reduceSketch,
  TOOLS,
  type Nib,
  type Sketch,
  type SketchAction,
} from './sketch.ts';

const after = (...actions: SketchAction[]): Sketch => actions.reduce(reduceSketch, BLANK);
const NIB: Nib = { ...FIRST_NIB, tool: 'brush' };
const begin = (x: number, y: number, nib = NIB): SketchAction => ({ type: 'begin', nib, x, y });
const extend = (...points: number[]): SketchAction => ({ type: 'extend', points });
const END: SketchAction = { type: 'end' };
const UNDO: SketchAction = { type: 'undo' };
const CLEAR: SketchAction = { type: 'clear' };

describe('strokes', () => {
  test('a tap is a stroke of one point', () => {
    expect(after(begin(10, 20), END).strokes).toEqual([{ nib: NIB, points: [10, 20] }]);
  });

  test('collect coalesced points in order, without those too near to matter', () => {
    const sketch = after(begin(0, 0), extend(1, 0, 2, 0, 2.5, 0, 10, 5));
    expect(sketch.strokes[0]?.points).toEqual([0, 0, 2, 0, 10, 5]);
  });

  test('do not grow after the end', () => {
    const lifted = after(begin(0, 0), END);
    expect(reduceSketch(lifted, extend(50, 50))).toBe(lifted);
  });

  test('have the nib that they began with, also after undo and redo', () => {
    const dark: Nib = { tool: 'fill', ink: 'dark', size: 8, mirrored: true };
    const drawn = after(begin(0, 0), END, begin(9, 9, dark), extend(50, 50), END, UNDO, { type: 'redo' });
    expect(drawn.strokes.map(({ nib }) => nib)).toEqual([NIB, dark]);
  });

  test('never change an earlier sketch', () => {
    const first = after(begin(0, 0));
    reduceSketch(first, extend(50, 50));
    expect(first.strokes[0]?.points).toEqual([0, 0]);
  });
});

describe('redo', () => {
  const two = [begin(0, 0), END, begin(50, 50), END] as const;
  const REDO: SketchAction = { type: 'redo' };

  test('restores what was undone, one step at a time', () => {
    const all = after(...two);
    expect(after(...two, UNDO, UNDO, REDO).strokes).toEqual(all.strokes.slice(0, 1));
    expect(after(...two, UNDO, UNDO, REDO, REDO, REDO)).toEqual(all);
    expect(after(...two, CLEAR, UNDO, REDO).strokes).toEqual([]);
  });

  test('is not possible after the next stroke', () => {
    const drawn = after(...two, UNDO, begin(9, 9), END);
    expect(reduceSketch(drawn, REDO)).toBe(drawn);
  });
});

describe('undo', () => {
  test('removes one stroke at a time', () => {
    const two = [begin(0, 0), extend(9, 9), END, begin(50, 50), END] as const;
    expect(after(...two, UNDO).strokes.map(({ points }) => points)).toEqual([[0, 0, 9, 9]]);
    expect(after(...two, UNDO, UNDO)).toMatchObject({ strokes: [], past: [] });
  });

  test('restores the strokes before a clear', () => {
    const drawn = after(begin(0, 0), END);
    const back = reduceSketch(reduceSketch(drawn, CLEAR), UNDO);
    expect(back.strokes).toEqual(drawn.strokes);
  });

  test('during a stroke removes that stroke', () => {
    expect(after(begin(0, 0), extend(50, 50), UNDO)).toMatchObject({ strokes: [], open: false });
  });

  test('does nothing on a blank sheet', () => {
    expect(reduceSketch(BLANK, UNDO)).toBe(BLANK);
    expect(reduceSketch(BLANK, CLEAR)).toBe(BLANK);
  });
});

test('the first tool is a line of about 10 units, one of the sizes that can be chosen', () => {
  expect(FIRST_NIB).toMatchObject({ tool: TOOLS[0], ink: 'white', mirrored: false });
  expect(TOOLS[0]).toBe('brush');
  expect(FIRST_NIB.size).toBeGreaterThanOrEqual(8);
  expect(FIRST_NIB.size).toBeLessThanOrEqual(12);
  expect((FIRST_NIB.size - BRUSH_SIZES.min) % BRUSH_SIZES.step).toBe(0);
});
