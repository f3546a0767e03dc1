// The keys that move the pen.

import { expect, test } from 'vitest';
import { penPosition, movePen, RESTING_PEN, type KeyboardPen } from './keyboard-pen.ts';

const press = (pen: KeyboardPen, key: string, held: { shift?: boolean; command?: boolean } = {}) =>
  movePen(pen, { key, shift: false, command: false, ...held });

test('arrows move the lifted pen and draw with the lowered one', () => {
  expect(press(RESTING_PEN, 'ArrowRight')).toEqual({ pen: { x: 147, y: 140, down: false }, action: 'move' });
  const lowered = { ...RESTING_PEN, down: true };
  expect(press(lowered, 'ArrowUp')).toEqual({ pen: { x: 140, y: 133, down: true }, action: 'extend' });
  expect(press(lowered, 'ArrowUp', { shift: true })?.pen.y).toBe(112);
});

test('with Shift the pen goes to the next line of the grid', () => {
  const between = { x: 147, y: 133, down: false };
  const positionAfter = (key: string) => {
    const { x, y } = press(between, key, { shift: true })!.pen;
    return [x, y];
  };
  expect(positionAfter('ArrowRight')).toEqual([168, 133]);
  expect(positionAfter('ArrowLeft')).toEqual([140, 133]);
  expect(positionAfter('ArrowDown')).toEqual([147, 140]);
  expect(positionAfter('ArrowUp')).toEqual([147, 112]);
});

test('the position is counted in steps; the middle is the 21st of 41', () => {
  expect(penPosition(RESTING_PEN)).toEqual({ column: 21, row: 21, count: 41 });
  expect(penPosition({ x: 0, y: 280, down: true })).toEqual({ column: 1, row: 41, count: 41 });
  expect(penPosition(press(RESTING_PEN, 'ArrowRight')!.pen)).toEqual({ column: 22, row: 21, count: 41 });
});

test('the pen stays on the sheet', () => {
  const corner = { x: 0, y: 280, down: false };
  expect(press(corner, 'ArrowLeft')?.pen.x).toBe(0);
  expect(press(corner, 'ArrowDown', { shift: true })?.pen.y).toBe(280);
});

test.each([' ', 'Enter'])('%j lowers and lifts', (key) => {
  const lowered = press(RESTING_PEN, key);
  expect(lowered).toEqual({ pen: { ...RESTING_PEN, down: true }, action: 'begin' });
  expect(press(lowered!.pen, key)).toEqual({ pen: RESTING_PEN, action: 'end' });
});

test.each([
  ['u', {}, 'undo'],
  ['z', { command: true }, 'undo'],
  ['r', {}, 'redo'],
  ['y', { command: true }, 'redo'],
  ['Z', { command: true, shift: true }, 'redo'],
  ['Delete', {}, 'clear'],
  ['Escape', {}, 'clear'],
] as const)('%s with %o lifts the pen for %s', (key, held, action) => {
  expect(press({ ...RESTING_PEN, down: true }, key, held)).toEqual({ pen: RESTING_PEN, action });
});

test.each([
  ['Tab', {}],
  ['z', {}],
  ['c', { command: true }],
  ['ArrowLeft', { command: true }],
  ['constructor', {}],
])('%s with %o is left to the page', (key, held) => {
  expect(press(RESTING_PEN, key, held)).toBeNull();
});
