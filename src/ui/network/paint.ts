// Draws a layer's maps into one canvas: the values as pixels of a small bitmap, enlarged map by map without smoothing.

import type { LayerLayout } from './diagram/layout.ts';
import { colorTable, tableIndex, type ColorScale } from '../kit/values/color-scale.ts';
import { mapBox } from './diagram/boxes.ts';

let bitmap: OffscreenCanvas | null = null;

/** One bitmap for all layers, since they are drawn one after the other. */
function bitmapOf(width: number, height: number): OffscreenCanvas {
  bitmap ??= new OffscreenCanvas(1, 1);
  if (bitmap.width < width) bitmap.width = width;
  if (bitmap.height < height) bitmap.height = height;
  return bitmap;
}

/** `context` is of a canvas that covers the layer, with `density` device pixels for each CSS pixel. */
export function paintLayer(
  context: CanvasRenderingContext2D,
  layer: LayerLayout,
  values: Float32Array,
  scale: ColorScale,
  density: number,
): void {
  const { maps, cells, cellColumns, cellRows } = layer;
  const small = bitmapOf(cellColumns, cellRows * maps);
  const target = small.getContext('2d');
  if (!target) return;
  const image = target.createImageData(cellColumns, cellRows * maps);
  const words = new Uint32Array(image.data.buffer);
  const table = colorTable(scale.signed);
  for (let map = 0; map < maps; map++) {
    const first = map * cells;
    const start = map * cellRows * cellColumns;
    for (let cell = 0; cell < cells; cell++) {
      const value = values[first + cell]!;
      words[start + cell] = Number.isFinite(value) ? table[tableIndex(value, scale)]! : 0;
    }
  }
  target.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (let map = 0; map < maps; map++) {
    const box = mapBox(layer, map);
    const x = Math.round((box.x - layer.x) * density);
    const y = Math.round((box.y - layer.y) * density);
    const width = Math.round(box.width * density);
    const height = Math.round(box.height * density);
    context.drawImage(small, 0, map * cellRows, cellColumns, cellRows, x, y, width, height);
  }
}
