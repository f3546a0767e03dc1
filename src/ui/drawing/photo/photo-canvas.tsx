// An image of any size in a canvas, in colour or grey, from its pixels.

import { useLayoutEffect, useRef } from 'react';
import { ImageCanvas } from '../../kit/image-canvas.tsx';

interface PhotoCanvasProps {
  /** [height, width, 4], or [height, width] where it is grey. */
  pixels: Uint8ClampedArray<ArrayBuffer> | Uint8Array;
  width: number;
  height: number;
  /** The accessible name. */
  name: string;
}

export function PhotoCanvas({ pixels, width, height, name }: PhotoCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const grey = pixels.length === width * height;
    const image = context.createImageData(width, height);
    if (!grey) image.data.set(pixels);
    else for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : pixels[i >> 2]!;
    context.putImageData(image, 0, 0);
  }, [pixels, width, height]);
  return <ImageCanvas ref={canvas} className="photo-canvas" width={width} height={height} name={name} />;
}
