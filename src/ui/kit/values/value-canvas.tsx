// A grid of values as colours, in a canvas of one pixel per value. CSS enlarges it without smoothing. NaN leaves a
// transparent gap.

import { useLayoutEffect, useRef } from 'react';
import { ImageCanvas } from '../image-canvas.tsx';
import { colorOf, type ColorScale } from './color-scale.ts';
import type { Grid } from './grid.ts';
import './value-canvas.css';

interface ValueCanvasProps {
  grid: Grid;
  scale: ColorScale;
  /** The accessible name. Without one the canvas is hidden from screen readers. */
  name?: string;
}

export function ValueCanvas({ grid, scale, name }: ValueCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { columns, rows, values } = grid;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(columns, rows);
    const words = new Uint32Array(image.data.buffer);
    values.forEach((value, i) => {
      if (Number.isFinite(value)) words[i] = colorOf(value, scale);
    });
    context.putImageData(image, 0, 0);
  }, [columns, rows, values, scale]);
  return <ImageCanvas ref={canvas} className="value-canvas" width={columns} height={rows} name={name} />;
}
