// From the sketch to the network's image: the lines are thinned to the drawing's size, then the ink is prepared.

import { imageFromInk, sheetOf, TONES, type DrawingSteps } from '../../../image/drawing.ts';
import { drawingBox } from '../../../image/drawing-box.ts';
import type { InkCanvas } from './ink.ts';
import { withNetworkLines } from './network-sketch.ts';
import { SKETCH_SIDE, type Sketch } from './sketch.ts';

/**
 * The image [28, 28] of `sketch` and its steps, painted on `canvas`, whose side is the sketch's. The first step shows the
 * lines as drawn. Null when there is no visible ink.
 */
export function prepareSketch(
  sketch: Sketch,
  canvas: InkCanvas,
  fills: boolean,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  canvas.show(sketch);
  const drawn = canvas.read();
  const box = drawingBox(drawn, SKETCH_SIDE, SKETCH_SIDE);
  if (!box) return null;
  const thinned = withNetworkLines(sketch, Math.max(box.width, box.height));
  if (thinned === sketch) return imageFromInk(drawn, SKETCH_SIDE, SKETCH_SIDE, TONES, fills);
  canvas.show(thinned);
  const prepared = imageFromInk(canvas.read(), SKETCH_SIDE, SKETCH_SIDE, TONES, fills);
  if (!prepared) return null;
  const sheet = sheetOf(drawn, SKETCH_SIDE, SKETCH_SIDE);
  return { pixels: prepared.pixels, steps: { ...prepared.steps, sheet } };
}
