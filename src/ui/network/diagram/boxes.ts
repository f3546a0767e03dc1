// Where one map, one value or one class stands in the drawing.

import { CLASS_COUNT, IMAGE_SIDE } from '../../../contract/model.ts';
import type { UnitRef, ValueRef } from '../../../explain/value.ts';
import type { Box, DiagramLayout, LayerLayout } from './layout.ts';

/** The box of map `map` of a layer. */
export function mapBox(layer: LayerLayout, map: number): Box {
  return {
    x: layer.x + (map % layer.columns) * layer.pitchX,
    y: layer.y + Math.floor(map / layer.columns) * layer.pitchY,
    width: layer.mapWidth,
    height: layer.mapHeight,
  };
}

/** The box of rows and columns [from, from + count) within `box`, which has `columns` by `rows` cells. */
function cellsBox(
  box: Box,
  { columns, rows }: { columns: number; rows: number },
  at: { row: number; column: number; height: number; width: number },
): Box {
  const width = box.width / columns;
  const height = box.height / rows;
  return {
    x: box.x + at.column * width,
    y: box.y + at.row * height,
    width: at.width * width,
    height: at.height * height,
  };
}

function unitBox(layer: LayerLayout, { map, cell }: UnitRef): Box {
  const { cellColumns: columns, cellRows: rows } = layer;
  const at = { row: Math.floor(cell / columns), column: cell % columns, height: 1, width: 1 };
  return cellsBox(mapBox(layer, map), { columns, rows }, at);
}

/** The box of a value in the drawing; null for what is not drawn (the loss). Logits stand at their class. */
export function valueBox(layout: DiagramLayout, ref: ValueRef): Box | null {
  switch (ref.kind) {
    case 'pixel': {
      const at = {
        row: Math.floor(ref.cell / IMAGE_SIDE),
        column: ref.cell % IMAGE_SIDE,
        height: 1,
        width: 1,
      };
      return cellsBox(layout.image, { columns: IMAGE_SIDE, rows: IMAGE_SIDE }, at);
    }
    case 'unit':
      return ref.layer === 'logits' ? classBox(layout, ref.cell) : unitBox(layout.layers[ref.layer], ref);
    case 'probability':
      return classBox(layout, ref.label);
    case 'loss':
      return null;
    default:
      return ref satisfies never;
  }
}

export function classBox({ output }: DiagramLayout, label: number): Box {
  const perColumn = CLASS_COUNT / output.columns;
  const width = output.width / output.columns;
  return {
    x: output.x + Math.floor(label / perColumn) * width,
    y: output.y + (label % perColumn) * output.rowHeight,
    width,
    height: output.rowHeight,
  };
}
