// A canvas that is an image to a screen reader. What is painted on it is left to whoever holds the ref.

import type { RefObject } from 'react';

interface ImageCanvasProps {
  ref: RefObject<HTMLCanvasElement | null>;
  className: string;
  width: number;
  height: number;
  /** The accessible name; without one it is left to what stands around it. */
  name: string | undefined;
}

export function ImageCanvas({ ref, className, width, height, name }: ImageCanvasProps) {
  return (
    <canvas
      ref={ref}
      className={className}
      width={width}
      height={height}
      // An <img> would need each picture as a file.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role={name === undefined ? 'presentation' : 'img'}
      aria-label={name}
      aria-hidden={name === undefined || undefined}
    />
  );
}
