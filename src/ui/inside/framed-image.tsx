// The image with a frame around the receptive field of a unit.

import { GreyImage } from '../kit/grey-image.tsx';
import type { Field } from './receptive-field.ts';

interface FramedImageProps {
  pixels: Uint8Array;
  field: Field | null;
  name: string;
}

export function FramedImage({ pixels, field, name }: FramedImageProps) {
  return (
    <div className="inside-frame">
      <GreyImage pixels={pixels} name={name} />
      {field && (
        <svg className="inside-mark" viewBox="0 0 28 28" aria-hidden="true">
          {(['dark', 'light'] as const).map((look) => (
            <rect
              key={look}
              className={`inside-mark-${look}`}
              x={field.left}
              y={field.top}
              width={field.right - field.left}
              height={field.bottom - field.top}
            />
          ))}
        </svg>
      )}
    </div>
  );
}
