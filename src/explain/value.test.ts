import { expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { neighbourOf, type Direction, type ValueRef } from './value.ts';

const unit = (layer: 'c1' | 's4' | 'f6', map: number, cell: number): ValueRef => ({
  kind: 'unit',
  layer,
  map,
  cell,
});
const pixel = (cell: number): ValueRef => ({ kind: 'pixel', cell });

test.each<[ValueRef, Direction, ValueRef | null]>([
  [pixel(0), 'right', pixel(1)],
  [pixel(0), 'down', pixel(28)],
  [pixel(0), 'left', null],
  [pixel(27), 'right', null],
  [pixel(783), 'up', pixel(755)],
  [pixel(783), 'down', null],
  [unit('c1', 3, 29), 'up', unit('c1', 3, 1)],
  [unit('c1', 3, 28), 'left', null],
  [unit('s4', 2, 4), 'right', null],
  [unit('s4', 2, 4), 'down', unit('s4', 2, 9)],
  [unit('f6', 0, 82), 'right', unit('f6', 0, 83)],
  [unit('f6', 0, 83), 'right', null],
  [unit('f6', 0, 40), 'down', null],
  [{ kind: 'loss' }, 'left', null],
  [{ kind: 'probability', label: 3 }, 'right', null],
])('%j, %s', (ref, direction, neighbour) => {
  expect(neighbourOf(PRESETS.article, ref, direction)).toEqual(neighbour);
});
