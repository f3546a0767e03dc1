import { expect, test } from 'vitest';
import { PRESETS } from './config.ts';
import { parameterLayout, summarize } from './model.ts';

test('Classic LeNet: 156 + 2,416 + 48,120 + 10,164 + 850 = 61,706 parameters', () => {
  const counts = summarize(PRESETS.article).map((layer) => layer.parameters);
  expect(counts.filter((count) => count > 0)).toEqual([156, 2416, 48120, 10164, 850]);
  expect(parameterLayout(PRESETS.article).size).toBe(61_706);
});

test('no preset has more parameters than Classic LeNet', () => {
  const sizes = Object.entries(PRESETS).map(([name, preset]) => [name, parameterLayout(preset).size]);
  expect(sizes).toEqual([
    ['article', 61_706],
    ['sprint', 43_402],
    ['modern', 60_674],
    ['sketch', 60_674],
  ]);
});

test('tensors follow each other without gaps', () => {
  const { tensors, size } = parameterLayout({ ...PRESETS.article, c1: 5, c3: 11, f5: 37, f6: 23 });
  let offset = 0;
  for (const tensor of tensors) {
    expect(tensor.offset).toBe(offset);
    expect(tensor.shape.reduce((a, b) => a * b, 1)).toBe(tensor.size);
    offset += tensor.size;
  }
  expect(offset).toBe(size);
});
