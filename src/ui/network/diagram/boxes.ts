// Where one map, one value or one class stands in the drawing.

import { IMAGE_SIDE } from '../../../contract/model.ts';
import type { UnitRef, ValueRef } from '../../../explain/value.ts';
import type { Box } from './box.ts';
import type { DiagramLayout, LayerLayout } from './layout.ts';

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

/** The box of the row at `place`, from 0, of those that name a class. */
export function rowBox({ output }: DiagramLayout, place: number): Box {
  const perColumn = Math.ceil(output.named / output.columns);
  const width = output.width / output.columns;
  return {
    x: output.x + Math.floor(place / perColumn) * width,
    y: output.y + (place % perColumn) * output.rowHeight,
    width,
    height: output.rowHeight,
  };
}

/** The box of a class: its row, or its bar where there are many. */
export function classBox(layout: DiagramLayout, label: number): Box {
  const { bars } = layout.output;
  if (!bars) return rowBox(layout, label);
  const at = { row: Math.floor(label / bars.columns), column: label % bars.columns, height: 1, width: 1 };
  return cellsBox(bars, bars, at);
}
