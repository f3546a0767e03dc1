// Paints a sketch on a canvas of any size: opaque greys on nothing, so that what lies under the canvas shines through where
// there is no ink. The network sees the same on black.

import { INK_GREYS, SKETCH_SIDE, type Sketch, type Stroke } from './sketch.ts';

export interface InkCanvas {
  /** Shows `sketch`; strokes that were shown before are not painted again. */
  show(sketch: Sketch): void;
  /** Grey on black [side, side], 0 … 255, row by row. */
  read(): Uint8Array;
}

/** Paints to `canvas`, whose width and height are equal. Its 2D context must not be in use by others. */
export function createInkCanvas(canvas: HTMLCanvasElement): InkCanvas {
  const side = canvas.width;
  const settledCanvas = document.createElement('canvas');
  settledCanvas.width = side;
  settledCanvas.height = side;
  const shown = contextOf(canvas);
  const settled = contextOf(settledCanvas);
  const scale = side / SKETCH_SIDE;
  let painted: readonly Stroke[] = [];

  return {
    show({ strokes, open }) {
      // The stroke under way changes with every move; all before it are kept in the settled canvas.
      const finished = open ? strokes.slice(0, -1) : strokes;
      if (!painted.every((stroke, k) => stroke === finished[k])) {
        settled.clearRect(0, 0, side, side);
        painted = [];
      }
      for (const stroke of finished.slice(painted.length)) paintStroke(settled, stroke, scale);
      painted = finished;
      shown.globalCompositeOperation = 'copy';
      shown.drawImage(settledCanvas, 0, 0);
      if (open) paintStroke(shown, strokes.at(-1)!, scale);
    },
    read() {
      const { data } = shown.getImageData(0, 0, side, side);
      const greys = new Uint8Array(side * side);
      // Grey times coverage; of white ink the coverage itself.
      for (let p = 0; p < greys.length; p++) greys[p] = Math.round((data[4 * p]! * data[4 * p + 3]!) / 255);
      return greys;
    },
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  // On the CPU: a canvas this small on the GPU costs 100 ms to begin with, and reading from it waits for the GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  return context;
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, scale: number): void {
  const { nib, points } = stroke;
  const { tool, size, mirrored } = nib;
  const grey = INK_GREYS[nib.ink];
  // No token: these greys are the dataset's, in every theme.
  const color = `rgb(${grey} ${grey} ${grey})`;
  context.globalCompositeOperation = tool === 'eraser' ? 'destination-out' : 'source-over';
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = size * scale;
  const sides = mirrored ? [(x: number) => x, (x: number) => SKETCH_SIDE - x] : [(x: number) => x];
  for (const across of sides) {
    context.beginPath();
    const [x, y] = [across(points[0]!) * scale, points[1]! * scale];
    if (points.length === 2) {
      // A line without length is none to a canvas: a tap leaves a dot.
      context.arc(x, y, (size * scale) / 2, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    context.moveTo(x, y);
    for (let i = 2; i < points.length; i += 2) {
      context.lineTo(across(points[i]!) * scale, points[i + 1]! * scale);
    }
    context.stroke();
    if (tool === 'fill') context.fill();
  }
}
