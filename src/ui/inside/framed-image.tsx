// The picture with a frame around the part of it that a unit sees.

import { PictureCanvas } from '../kit/grey-image.tsx';
import type { Field } from './receptive-field.ts';

interface FramedPictureProps {
  pixels: Uint8Array;
  field: Field | null;
  name: string;
}

export function FramedPicture({ pixels, field, name }: FramedPictureProps) {
  return (
    <div className="inside-face">
      <PictureCanvas pixels={pixels} name={name} />
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
