import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../contract/config.ts';
import type { ModelConfig } from '../../../contract/model.ts';
import { classBox, mapBox, rowBox, valueBox } from './boxes.ts';
import type { Box } from './box.ts';
import { DRAWN_LAYERS, LABEL_HEIGHT, layoutOf } from './layout.ts';

const rest = { activation: 'relu', pooling: 'max', dense: true, classes: 10 } as const;
const MODELS: ModelConfig[] = [
  ...Object.values(PRESETS),
  { c1: 32, c3: 64, f5: 400, f6: 400, ...rest },
  { c1: 1, c3: 1, f5: 1, f6: 1, ...rest },
];
const WIDTHS = [328, 358, 600, 689, 690, 760, 872, 1100, 1400];

function overlaps(a: Box, b: Box): boolean {
  const slack = 0.01;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

describe.each(WIDTHS)('%i pixels wide', (width) => {
  const classes = 10;
  test.each(MODELS)('$c1, $c3, $f5, $f6: all fits, and nothing lies upon another', (model) => {
    const layout = layoutOf(model, width, classes);
    const boxes = [
      layout.image,
      layout.hand,
      ...DRAWN_LAYERS.map((layer) => layout.layers[layer]),
      layout.output,
    ].map(({ x, y, width: w, height }) => ({ x, y, width: w, height }));
    for (const [i, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width + 0.01);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height + 0.01);
      expect(box.y).toBeGreaterThanOrEqual(LABEL_HEIGHT - 0.01);
      for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
    }
    // A map is apart from its neighbours, and its cells are there.
    for (const layer of DRAWN_LAYERS) {
      const own = layout.layers[layer];
      expect(own.mapWidth).toBeGreaterThan(3);
      for (let map = 1; map < own.maps; map++) {
        expect(overlaps(mapBox(own, map - 1), mapBox(own, map))).toBe(false);
      }
      const last = mapBox(own, own.maps - 1);
      expect(last.y + last.height).toBeLessThanOrEqual(own.y + own.height + 0.01);
    }
  });
});

test('in a wide drawing every layer stands to the right of the one before, a pooled map beside its own', () => {
  const layout = layoutOf(PRESETS.modern, 880, 10);
  const lefts = DRAWN_LAYERS.map((layer) => layout.layers[layer].x);
  expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
  const middle = ({ y, height }: Box) => y + height / 2;
  for (const map of [0, 7, 23]) {
    const { c1, s2 } = layout.layers;
    expect(middle(mapBox(c1, map))).toBeCloseTo(middle(mapBox(s2, map)), 6);
  }
});

test('a unit, a pixel and a class have their boxes', () => {
  const layout = layoutOf(PRESETS.article, 880, 10);
  const map = mapBox(layout.layers.c3, 3);
  const box = valueBox(layout, { kind: 'unit', layer: 'c3', map: 3, cell: 42 })!;
  expect(box.x).toBeCloseTo(map.x + map.width * 0.2, 6);
  expect(box.y).toBeCloseTo(map.y + map.height * 0.4, 6);
  expect(valueBox(layout, { kind: 'pixel', cell: 0 })).toMatchObject({ x: 0, y: LABEL_HEIGHT });
  expect(valueBox(layout, { kind: 'probability', label: 4 })).toEqual(classBox(layout, 4));
  expect(valueBox(layout, { kind: 'loss' })).toBeNull();
});

const inside = (box: Box, { x, y, width, height }: Box) => {
  const slack = 0.01;
  expect(box.x).toBeGreaterThanOrEqual(x - slack);
  expect(box.y).toBeGreaterThanOrEqual(y - slack);
  expect(box.x + box.width).toBeLessThanOrEqual(x + width + slack);
  expect(box.y + box.height).toBeLessThanOrEqual(y + height + slack);
};

describe.each([2, 3, 12, 13, 36, 100])('%i classes', (classes) => {
  test.each(WIDTHS)('fit into a drawing of %i pixels, each apart from the others', (width) => {
    const layout = layoutOf(PRESETS.modern, width, classes);
    const { output, image, hand, layers } = layout;
    inside(output, { x: 0, y: LABEL_HEIGHT, width, height: layout.height - LABEL_HEIGHT });
    for (const box of [image, hand, ...DRAWN_LAYERS.map((layer) => layers[layer])]) {
      expect(overlaps(output, box)).toBe(false);
    }
    const boxes = Array.from({ length: classes }, (_, label) => classBox(layout, label));
    for (const [label, box] of boxes.entries()) {
      inside(box, output);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(4);
      for (const other of boxes.slice(label + 1)) expect(overlaps(box, other)).toBe(false);
    }
    const rows = Array.from({ length: output.named }, (_, place) => rowBox(layout, place));
    for (const row of rows) {
      inside(row, output);
      expect(row.height).toBeGreaterThanOrEqual(24);
      if (output.bars) expect(overlaps(row, output.bars)).toBe(false);
    }
  });
});
