import { describe, expect, it } from 'vitest';
import { classLines, cutName, fractionAxis, lowestTenth, spread } from './class-rows.ts';

describe('classLines', () => {
  it('has the recall of each class that the validation set contains', () => {
    const epochs = [
      { step: 10, validationConfusion: Uint16Array.of(3, 1, 0, 0) },
      { step: 20, validationConfusion: Uint16Array.of(4, 0, 1, 3) },
    ];
    expect(classLines(epochs, 10)).toEqual([
      [
        { x: 1, y: 0.75 },
        { x: 2, y: 1 },
      ],
      [{ x: 2, y: 0.75 }],
    ]);
  });
});

describe('lowestTenth', () => {
  it('lies below every point', () => {
    expect(lowestTenth([[{ x: 1, y: 0.39 }], [{ x: 1, y: 0.93 }]])).toBe(0.3);
    expect(lowestTenth([[{ x: 1, y: 0.7 }]])).toBe(0.7);
    expect(lowestTenth([])).toBe(0.9);
  });
});

describe('fractionAxis', () => {
  it('has a label at every tenth, or at every second one', () => {
    expect(fractionAxis(0.7)).toEqual({ domain: [0.7, 1], ticks: [0.7, 0.8, 0.9, 1] });
    expect(fractionAxis(0.1)).toEqual({ domain: [0.1, 1], ticks: [0.2, 0.4, 0.6, 0.8, 1] });
  });
});

describe('spread', () => {
  it('moves apart values that are too close and leaves the rest', () => {
    expect(spread([50, 10, 12, 100], 12, 200)).toEqual([50, 10, 22, 100]);
  });
  it('stays before the end', () => {
    expect(spread([98, 99, 97], 12, 100)).toEqual([88, 100, 76]);
  });
});

it('cuts names that are too long for their room', () => {
  expect(['Sneaker', 'Letter 3600', 'Letter 36000', '字母', '一二三四五六'].map(cutName)).toEqual([
    'Sneaker',
    'Letter 3600',
    'Letter 360…',
    '字母',
    '一二三四…',
  ]);
});
