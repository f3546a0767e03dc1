// The input image, whose pixels open too, and on request the occlusion sensitivity over it.

import { useTranslations } from 'use-intl';
import type { KeyboardEvent, PointerEvent } from 'react';
import { IMAGE_SIDE } from '../../../contract/model.ts';
import type { ValueRef } from '../../../explain/value.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import { Label } from './label.tsx';
import type { Box } from './box.ts';
import { LABEL_HEIGHT } from './layout.ts';

interface ImageBlockProps {
  box: Box;
  pixels: Uint8Array | null;
  name: string;
  cursor: number | null;
  onPoint: (ref: ValueRef | null, byKeyboard: boolean) => void;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
}

const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const MIDDLE = 14 * IMAGE_SIDE + 14;

export function ImageBlock({ box, pixels, name, cursor, onPoint, onOpen }: ImageBlockProps) {
  const t = useTranslations('network');
  const refOf = (cell: number): ValueRef => ({ kind: 'pixel', cell });
  const clamp = (value: number) => Math.min(IMAGE_SIDE - 1, Math.max(0, value));
  const cellUnder = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const area = event.currentTarget.getBoundingClientRect();
    const row = clamp(Math.floor(((event.clientY - area.top) / area.height) * IMAGE_SIDE));
    return row * IMAGE_SIDE + clamp(Math.floor(((event.clientX - area.left) / area.width) * IMAGE_SIDE));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move) return;
    const cell = cursor ?? MIDDLE;
    const column = clamp((cell % IMAGE_SIDE) + move[0]);
    onPoint(refOf(clamp(Math.floor(cell / IMAGE_SIDE) + move[1]) * IMAGE_SIDE + column), true);
    event.preventDefault();
  };
  return (
    <div
      className="network-layer"
      style={{ left: box.x, top: box.y, inlineSize: box.width, blockSize: box.height }}
    >
      <Label name={t('layers.image')} shape="28×28" top={-LABEL_HEIGHT} />
      <GreyImage pixels={pixels} name={t('input.shown', { name })} />
      <button
        type="button"
        className="network-map network-map-clear"
        aria-label={t('layers.image')}
        style={{ left: 0, top: 0, inlineSize: box.width, blockSize: box.height }}
        onPointerMove={(event: PointerEvent) => onPoint(refOf(cellUnder(event)), false)}
        onPointerLeave={() => onPoint(null, false)}
        onFocus={(event) => {
          if (event.currentTarget.matches(':focus-visible')) onPoint(refOf(MIDDLE), true);
        }}
        onBlur={() => onPoint(null, true)}
        onKeyDown={onKeyDown}
        onClick={(event) =>
          onOpen(refOf(event.detail === 0 ? (cursor ?? MIDDLE) : cellUnder(event)), event.detail === 0)
        }
      />
    </div>
  );
}
