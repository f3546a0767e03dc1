// Paints a sketch on a canvas of any size: opaque greys on a transparent background, so that a traced image shows through.
// For the network the background is black.

import { INK_GREYS, SKETCH_SIDE, type Sketch, type Stroke } from './sketch.ts';

export interface InkCanvas {
  /** Shows `sketch`. Strokes that were painted before are not painted again. */
  show(sketch: Sketch): void;
  /** Grey on black [side, side], 0 … 255, row by row. */
  read(): Uint8Array;
}

/** Paints to `canvas`, whose width and height are equal, with its 2D context. */
export function createInkCanvas(canvas: HTMLCanvasElement): InkCanvas {
  const side = canvas.width;
  const finishedCanvas = document.createElement('canvas');
  finishedCanvas.width = side;
  finishedCanvas.height = side;
  const shown = contextOf(canvas);
  const finishedContext = contextOf(finishedCanvas);
  const scale = side / SKETCH_SIDE;
  let painted: readonly Stroke[] = [];
  let shownStrokes: readonly Stroke[] = [];

  return {
    show({ strokes, open }) {
      // The end of a stroke changes no pixel.
      if (strokes === shownStrokes) return;
      shownStrokes = strokes;
      // The open stroke changes with every move. All finished strokes are on a second canvas.
      const finished = open ? strokes.slice(0, -1) : strokes;
      if (!painted.every((stroke, k) => stroke === finished[k])) {
        finishedContext.clearRect(0, 0, side, side);
        painted = [];
      }
      for (const stroke of finished.slice(painted.length)) paintStroke(finishedContext, stroke, scale);
      painted = finished;
      shown.globalCompositeOperation = 'copy';
      shown.drawImage(finishedCanvas, 0, 0);
      if (open) paintStroke(shown, strokes.at(-1)!, scale);
    },
    read() {
      const { data } = shown.getImageData(0, 0, side, side);
      const greys = new Uint8Array(side * side);
      // Grey times coverage. White ink gives the coverage itself. Most pixels have none.
      for (let p = 0; p < greys.length; p++) {
        const coverage = data[4 * p + 3]!;
        if (coverage > 0) greys[p] = Math.round((data[4 * p]! * coverage) / 255);
      }
      return greys;
    },
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  // On the CPU: on the GPU a canvas this small takes 100 ms to start, and reading from it waits for the GPU.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  return context;
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, scale: number): void {
  const { nib, points } = stroke;
  const { tool, size, mirrored } = nib;
  const grey = INK_GREYS[nib.ink];
  // A literal colour, because the greys are the dataset's in every theme.
  const color = `rgb(${grey} ${grey} ${grey})`;
  context.globalCompositeOperation = tool === 'eraser' ? 'destination-out' : 'source-over';
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.lineWidth = size * scale;
  const mapsOfX = mirrored ? [(x: number) => x, (x: number) => SKETCH_SIDE - x] : [(x: number) => x];
  for (const mapX of mapsOfX) {
    context.beginPath();
    const [x, y] = [mapX(points[0]!) * scale, points[1]! * scale];
    if (points.length === 2) {
      // A canvas draws nothing for a line without length, so a tap is drawn as a dot.
      context.arc(x, y, (size * scale) / 2, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    context.moveTo(x, y);
    for (let i = 2; i < points.length; i += 2) {
      context.lineTo(mapX(points[i]!) * scale, points[i + 1]! * scale);
    }
    context.stroke();
    if (tool === 'fill') context.fill();
  }
}
