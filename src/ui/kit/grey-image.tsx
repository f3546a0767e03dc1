// One 28x28 image, grey as in the dataset, in a canvas of that many pixels. CSS enlarges it without smoothing.

import { memo, useLayoutEffect, useRef } from 'react';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../contract/model.ts';
import { ImageCanvas } from './image-canvas.tsx';
import './grey-image.css';

interface GreyImageProps {
  /** [28, 28], 0 … 255; null leaves the canvas empty. */
  pixels: Uint8Array | null;
  /** The accessible name. */
  name: string;
}

export const GreyImage = memo(function GreyImage({ pixels, name }: GreyImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    if (!pixels) {
      context.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE);
      return;
    }
    const image = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
    // One opaque grey per word: red, green and blue are equal, alpha is the highest byte (every browser is little-endian).
    const words = new Uint32Array(image.data.buffer);
    for (let p = 0; p < IMAGE_PIXELS; p++) words[p] = 0xff000000 | (pixels[p]! * 0x010101);
    context.putImageData(image, 0, 0);
  }, [pixels]);
  return (
    <ImageCanvas ref={canvas} className="grey-image" width={IMAGE_SIDE} height={IMAGE_SIDE} name={name} />
  );
});
