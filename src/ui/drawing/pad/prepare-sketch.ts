// From the sketch to the network's image: the lines are thinned to the drawing's size, then the ink is prepared.

import type { Box } from '../../../base/raster.ts';
import { imageFromInk, TONES, type DrawingSteps } from '../../../image/drawing.ts';
import { drawingBox } from '../../../image/drawing-box.ts';
import { framedImage, type Framing } from '../../../image/framing.ts';
import { createInkCanvas, type InkCanvas } from './ink.ts';
import { strokesAlone, withLinesOf, withNetworkLines } from './network-sketch.ts';
import { SKETCH_SIDE, type Sketch } from './sketch.ts';

/** A canvas of the sketch's side for each form of it, so that only new strokes are painted on each. */
export type NetworkInk = (form: Form) => InkCanvas;
/** As drawn; with lines as thin as the network's; the same without filled shapes. */
type Form = 'drawn' | 'fitted' | 'lines';

/** Hidden canvases of the sketch's own size, so that the network's input does not depend on the screen. */
export function createNetworkInk(): NetworkInk {
  const canvases = new Map<Form, InkCanvas>();
  return (form) => {
    let ink = canvases.get(form);
    if (!ink) {
      const canvas = document.createElement('canvas');
      canvas.width = SKETCH_SIDE;
      canvas.height = SKETCH_SIDE;
      ink = createInkCanvas(canvas);
      canvases.set(form, ink);
    }
    return ink;
  };
}

/** A sketch with its ink as it was drawn, of the sketch's side, and the box of that. */
export interface DrawnSketch {
  sketch: Sketch;
  ink: Uint8Array;
  box: Box | null;
  canvases: NetworkInk;
}

/** The first half of the preparation. */
export function paintSketch(sketch: Sketch, canvases: NetworkInk): DrawnSketch {
  const ink = inkOf('drawn', sketch, canvases);
  return { sketch, ink, box: drawingBox(ink, SKETCH_SIDE, SKETCH_SIDE), canvases };
}

/**
 * The image [28, 28] of a sketch and its steps. The first step shows the lines as drawn; the second one, the unfilled view,
 * shows the strokes without what the tool `fill` fills. Null when there is no visible ink.
 */
export function prepareSketch(
  { sketch, ink: drawn, box, canvases }: DrawnSketch,
  fills: boolean,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  if (!box) return null;
  const thinned = withNetworkLines(sketch, Math.max(box.width, box.height));
  const ink = thinned === sketch ? drawn : inkOf('fitted', thinned, canvases);
  const inkBox = ink === drawn ? box : drawingBox(ink, SKETCH_SIDE, SKETCH_SIDE);
  const prepared = imageFromInk(ink, SKETCH_SIDE, SKETCH_SIDE, TONES, fills, inkBox, drawn);
  if (!prepared) return null;
  const lines = strokesAlone(thinned);
  const unfilled =
    lines === thinned
      ? null
      : imageFromInk(inkOf('lines', lines, canvases), SKETCH_SIDE, SKETCH_SIDE, TONES, false);
  const { pixels, steps } = prepared;
  const { cropped } = unfilled?.steps ?? steps;
  return { pixels, steps: { ...steps, cropped } };
}

/** The same for a network of other data, whose images have this framing. */
export function prepareFramed(
  { sketch, ink: drawn, box, canvases }: DrawnSketch,
  framing: Framing,
): { pixels: Uint8Array; steps: DrawingSteps } | null {
  if (!box || framing.line === null) return framedImage(drawn, SKETCH_SIDE, SKETCH_SIDE, framing, box);
  const fitted = withLinesOf(sketch, Math.max(box.width, box.height), framing.line / framing.side);
  const ink = inkOf('fitted', fitted, canvases);
  return framedImage(
    ink,
    SKETCH_SIDE,
    SKETCH_SIDE,
    framing,
    drawingBox(ink, SKETCH_SIDE, SKETCH_SIDE),
    drawn,
  );
}

function inkOf(form: Form, sketch: Sketch, canvases: NetworkInk): Uint8Array {
  const canvas = canvases(form);
  canvas.show(sketch);
  return canvas.read();
}
