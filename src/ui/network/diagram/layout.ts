// Where everything of the network's drawing stands, in CSS pixels: layers side by side where there is room, otherwise one
// below the other. Follows from the network, the number of classes and the width, so nothing moves when values arrive.

import { cellCount, mapCount, sideOf } from '../../../explain/value.ts';
import type { ModelConfig } from '../../../contract/model.ts';
import type { Box } from './box.ts';
import { narrowOutput, wideOutput, type OutputLayout } from './output-layout.ts';

export const DRAWN_LAYERS = ['c1', 's2', 'c3', 's4', 'f5', 'f6'] as const;
export type DrawnLayer = (typeof DRAWN_LAYERS)[number];

/** A layer's maps in rows; a dense layer is one map of many columns. */
export interface LayerLayout extends Box {
  maps: number;
  /** Maps in a row, the side or size of a map, and the distance from one to the next. */
  columns: number;
  mapWidth: number;
  mapHeight: number;
  pitchX: number;
  pitchY: number;
  /** Up to the next layer's label. */
  labelRoom: number;
  /** Cells of one map. */
  cellColumns: number;
  cellRows: number;
  cells: number;
}

export interface DiagramLayout {
  narrow: boolean;
  width: number;
  height: number;
  image: Box;
  /** Beside or below the image. */
  hand: Box;
  layers: Record<DrawnLayer, LayerLayout>;
  output: OutputLayout;
}

/** Below this width layers stand one below the other. */
const WIDE = 690;
/** Above each layer: its name and its shape. */
export const LABEL_HEIGHT = 40;
/** At least as wide as a shape in words: "24 @ 28×28". */
const LABEL_WIDTH = 80;
const IMAGE_SIZE = 116;
/** The image's share of a wide drawing, up to that size. */
const IMAGE_SHARE = 0.145;
const GAP = 4;
/** A pooled map beside its convolution's. */
const POOLED = 0.62;
const MOST_CELL = 13;
const HAND_HEIGHT = 190;

export function layoutOf(model: ModelConfig, width: number, classes: number): DiagramLayout {
  return width >= WIDE ? wideLayout(model, width, classes) : narrowLayout(model, width, classes);
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** The number of columns that gives the largest maps; fewer where they are at least `share` as large. */
function columnsFor(
  count: number,
  share: number,
  sizeOf: (columns: number) => number,
): { columns: number; size: number } {
  const all = Array.from({ length: count }, (_, i) => ({ columns: i + 1, size: sizeOf(i + 1) }));
  const best = Math.max(...all.map(({ size }) => size));
  return all.find(({ size }) => size >= share * best)!;
}

function mapsAt(
  model: ModelConfig,
  layer: 'c1' | 's2' | 'c3' | 's4',
  at: {
    x: number;
    y: number;
    columns: number;
    size: number;
    pitchX: number;
    pitchY: number;
    labelRoom: number;
  },
): LayerLayout {
  const { x, y, columns, size, pitchX, pitchY } = at;
  const maps = mapCount(model, layer);
  const side = sideOf(layer)!;
  const across = Math.min(columns, maps);
  return {
    x,
    y,
    width: (across - 1) * pitchX + size,
    height: (Math.ceil(maps / columns) - 1) * pitchY + size,
    maps,
    columns,
    mapWidth: size,
    mapHeight: size,
    pitchX,
    pitchY,
    labelRoom: at.labelRoom,
    cellColumns: side,
    cellRows: side,
    cells: side * side,
  };
}

function unitsAt(
  model: ModelConfig,
  layer: 'f5' | 'f6',
  at: { x: number; y: number; columns: number; cell: number },
): LayerLayout {
  const cells = cellCount(model, layer);
  const cellColumns = Math.min(at.columns, cells);
  const cellRows = Math.ceil(cells / cellColumns);
  const width = cellColumns * at.cell;
  const height = cellRows * at.cell;
  return {
    x: at.x,
    y: at.y,
    width,
    height,
    maps: 1,
    columns: 1,
    mapWidth: width,
    mapHeight: height,
    pitchX: width,
    pitchY: height,
    labelRoom: width,
    cellColumns,
    cellRows,
    cells,
  };
}

function wideLayout(model: ModelConfig, width: number, classes: number): DiagramLayout {
  const imageSize = Math.round(Math.min(IMAGE_SIZE, width * IMAGE_SHARE));
  const tall = Math.round(clamp(width * 0.42, 320, 460));
  const outputWidth = Math.round(clamp(width * 0.18, 140, 220));
  const leastGap = clamp(width * 0.02, 8, 24);
  const units = (layer: 'f5' | 'f6') => {
    const cells = cellCount(model, layer);
    const cellSize = (columns: number) =>
      Math.min(MOST_CELL, tall / Math.ceil(cells / columns), (width * 0.06) / columns);
    const { columns, size } = columnsFor(Math.min(cells, 12), 0.9, cellSize);
    return { columns, cell: size };
  };
  const f5 = units('f5');
  const f6 = units('f6');
  const spent = imageSize + outputWidth + 7 * leastGap + f5.columns * f5.cell + f6.columns * f6.cell;
  const room = width - spent;
  /** A convolution and its pooling have the same rows, so that a map stands beside its pooled one. */
  const pair = (count: number, own: number) =>
    columnsFor(Math.min(count, 8), 0.7, (columns) =>
      Math.min(
        (own - 2 * (columns - 1) * GAP) / (columns * (1 + POOLED)),
        tall / Math.ceil(count / columns) - GAP,
        96,
      ),
    );
  const first = pair(model.c1, room * 0.57);
  const second = pair(model.c3, room * 0.43);
  const blocks = [
    { layer: 'c1', ...first, side: first.size },
    { layer: 's2', ...first, side: first.size * POOLED },
    { layer: 'c3', ...second, side: second.size },
    { layer: 's4', ...second, side: second.size * POOLED },
  ] as const;
  const blockWidth = ({ columns, side, layer }: (typeof blocks)[number]) => {
    const across = Math.min(columns, mapCount(model, layer));
    return across * side + (across - 1) * GAP;
  };
  const slotWidth = (block: (typeof blocks)[number]) => Math.max(LABEL_WIDTH, blockWidth(block));
  const used =
    imageSize +
    outputWidth +
    f5.columns * f5.cell +
    f6.columns * f6.cell +
    blocks.reduce((sum, block) => sum + slotWidth(block), 0);
  const gap = (width - used) / 7;
  let x = imageSize + gap;
  const middle = LABEL_HEIGHT + tall / 2;
  const placed = blocks.map((block) => {
    const rows = Math.ceil(mapCount(model, block.layer) / block.columns);
    const pitchY = block.size + GAP;
    const y = middle - ((rows - 1) * pitchY + block.side) / 2;
    const { columns, side } = block;
    const labelRoom = slotWidth(block) + gap;
    const at = { x, y, columns, size: side, pitchX: side + GAP, pitchY, labelRoom };
    const box = mapsAt(model, block.layer, at);
    x += labelRoom;
    return box;
  });
  const placeUnits = (layer: 'f5' | 'f6', { columns, cell }: { columns: number; cell: number }) => {
    const rows = Math.ceil(cellCount(model, layer) / columns);
    const box = unitsAt(model, layer, { x, y: middle - (rows * cell) / 2, columns, cell });
    x += columns * cell + gap;
    return box;
  };
  const [c1, s2, c3, s4] = placed as [LayerLayout, LayerLayout, LayerLayout, LayerLayout];
  return {
    narrow: false,
    width,
    height: LABEL_HEIGHT + tall,
    image: { x: 0, y: LABEL_HEIGHT, width: imageSize, height: imageSize },
    hand: { x: 0, y: LABEL_HEIGHT + imageSize + 8, width: imageSize, height: tall - imageSize - 8 },
    layers: { c1, s2, c3, s4, f5: placeUnits('f5', f5), f6: placeUnits('f6', f6) },
    output: wideOutput({ x: width - outputWidth, width: outputWidth, middle, tall }, classes),
  };
}

/** A convolution's maps at most this many in a row. */
const NARROW_COLUMNS = 8;
const NARROW_ROW = 44;

function narrowLayout(model: ModelConfig, width: number, classes: number): DiagramLayout {
  const space = 12;
  let y = LABEL_HEIGHT;
  const image = { x: 0, y, width: IMAGE_SIZE + 24, height: IMAGE_SIZE + 24 };
  const hand = { x: image.width + 16, y, width: width - image.width - 16, height: HAND_HEIGHT };
  y += Math.max(image.height, hand.height) + space;
  const maps = (layer: 'c1' | 's2' | 'c3' | 's4') => {
    const columns = Math.min(NARROW_COLUMNS, mapCount(model, layer));
    const pitch = Math.min(72, (width + GAP) / Math.max(6, columns));
    const pooled = layer === 's2' || layer === 's4';
    const size = (pitch - GAP) * (pooled ? 0.8 : 1);
    const box = mapsAt(model, layer, {
      x: 0,
      y: y + LABEL_HEIGHT,
      columns,
      size,
      pitchX: pitch,
      pitchY: pooled ? size + GAP : pitch,
      labelRoom: width,
    });
    y = box.y + box.height + space;
    return box;
  };
  const units = (layer: 'f5' | 'f6') => {
    const columns = Math.min(cellCount(model, layer), cellCount(model, layer) > 160 ? 30 : 20);
    const cell = Math.min(18, width / columns);
    const box = unitsAt(model, layer, { x: 0, y: y + LABEL_HEIGHT, columns, cell });
    y = box.y + box.height + space;
    return box;
  };
  const layers = {
    c1: maps('c1'),
    s2: maps('s2'),
    c3: maps('c3'),
    s4: maps('s4'),
    f5: units('f5'),
    f6: units('f6'),
  };
  const output = narrowOutput(y + LABEL_HEIGHT, width, NARROW_ROW, classes);
  return { narrow: true, width, height: output.y + output.height, image, hand, layers, output };
}

/** Where the label of a block stands, from the block's top: in one line where layers stand side by side. */
export function labelTop({ narrow }: Pick<DiagramLayout, 'narrow'>, block: Box): number {
  return narrow ? -LABEL_HEIGHT : -block.y;
}
