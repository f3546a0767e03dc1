// A canvas that screen readers announce as an image. The parent paints it through `ref`.

import type { RefObject } from 'react';

interface ImageCanvasProps {
  ref: RefObject<HTMLCanvasElement | null>;
  className: string;
  width: number;
  height: number;
  /** The accessible name. Undefined hides the canvas from screen readers. */
  name: string | undefined;
}

export function ImageCanvas({ ref, className, width, height, name }: ImageCanvasProps) {
  return (
    <canvas
      ref={ref}
      className={className}
      width={width}
      height={height}
      // An <img> would need a file or blob for each image.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role={name === undefined ? 'presentation' : 'img'}
      aria-label={name}
      aria-hidden={name === undefined || undefined}
    />
  );
}
