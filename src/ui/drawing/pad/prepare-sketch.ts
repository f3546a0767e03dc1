// From the sketch to the network's image: the lines are thinned to the drawing's size, then the ink is prepared.

import { imageFromInk, TONES, type DrawingSteps } from '../../../image/drawing.ts';
import { drawingBox } from '../../../image/drawing-box.ts';
import { framedImage, type Framing } from '../../../image/framing.ts';
import type { InkCanvas } from './ink.ts';
import { strokesAlone, withLinesOf, withNetworkLines } from './network-sketch.ts';
import { SKETCH_SIDE, type Sketch } from './sketch.ts';

/**
 * The image [28, 28] of `sketch` and its steps, painted on `canvas`, whose side is the sketch's. The first step shows the
 * lines as drawn; the second one, the unfilled view, shows the strokes without what the tool `fill` fills. Null when there is
 * no visible ink.
 */
export function prepareSketch(
  sketch: Sketch,
  canvas: InkCanvas,
  fills: boolean,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  const { inkOf, drawn, box } = drawnInk(sketch, canvas);
  if (!box) return null;
  const thinned = withNetworkLines(sketch, Math.max(box.width, box.height));
  const ink = thinned === sketch ? drawn : inkOf(thinned);
  const inkBox = ink === drawn ? box : drawingBox(ink, SKETCH_SIDE, SKETCH_SIDE);
  const prepared = imageFromInk(ink, SKETCH_SIDE, SKETCH_SIDE, TONES, fills, inkBox, drawn);
  if (!prepared) return null;
  const lines = strokesAlone(thinned);
  const unfilled =
    lines === thinned ? null : imageFromInk(inkOf(lines), SKETCH_SIDE, SKETCH_SIDE, TONES, false);
  const { pixels, steps } = prepared;
  const { cropped } = unfilled?.steps ?? steps;
  return { pixels, steps: { ...steps, cropped } };
}

/** The same for a network of other data, whose images have this framing. */
export function prepareFramed(
  sketch: Sketch,
  canvas: InkCanvas,
  framing: Framing,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  const { inkOf, drawn, box } = drawnInk(sketch, canvas);
  if (!box || framing.line === null) return framedImage(drawn, SKETCH_SIDE, SKETCH_SIDE, framing, box);
  const fitted = withLinesOf(sketch, Math.max(box.width, box.height), framing.line / framing.side);
  const ink = inkOf(fitted);
  return framedImage(
    ink,
    SKETCH_SIDE,
    SKETCH_SIDE,
    framing,
    drawingBox(ink, SKETCH_SIDE, SKETCH_SIDE),
    drawn,
  );
}

/** The ink of the sketch as it was drawn, with its box, and that of its changed forms. */
function drawnInk(sketch: Sketch, canvas: InkCanvas) {
  const inkOf = (shown: Sketch) => {
    canvas.show(shown);
    return canvas.read();
  };
  const drawn = inkOf(sketch);
  return { inkOf, drawn, box: drawingBox(drawn, SKETCH_SIDE, SKETCH_SIDE) };
}
