// Samples of a class in one canvas, so that a hundred classes stay light.

import { useLayoutEffect, useRef } from 'react';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { ImageCanvas } from '../kit/image-canvas.tsx';

interface SampleStripProps {
  /** [n, 28, 28], 0 … 255. */
  pixels: Uint8Array;
  columns: number;
  /** The accessible name. */
  name: string;
}

const GAP = 2;
const CELL = IMAGE_SIDE + GAP;

export function SampleStrip({ pixels, columns, name }: SampleStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const count = pixels.length / IMAGE_PIXELS;
  const rows = Math.max(1, Math.ceil(count / columns));
  const [width, height] = [columns * CELL - GAP, rows * CELL - GAP];
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, width, height);
    for (let i = 0; i < count; i++) {
      const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
      const words = new Uint32Array(image.data.buffer);
      // One opaque grey for each word, as in grey-image.tsx.
      const first = i * IMAGE_PIXELS;
      for (let p = 0; p < IMAGE_PIXELS; p++) words[p] = 0xff000000 | (pixels[first + p]! * 0x010101);
      context.putImageData(image, (i % columns) * CELL, Math.floor(i / columns) * CELL);
    }
  }, [pixels, count, columns, width, height]);
  return <ImageCanvas ref={canvas} className="data-samples" width={width} height={height} name={name} />;
}
