// One map, or all units of a dense layer: a value is chosen by a press, or by arrow keys and Enter.

import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import type { UnitRef } from '../../../explain/value.ts';
import type { Box, DrawnLayer } from './layout.ts';

/** How the pointer or the keyboard came to a value. */
export interface Pointing {
  /** Called with the value under the pointer or the keyboard's cell, and with null when there is none any more. */
  onPoint: (ref: UnitRef | null, byKeyboard: boolean) => void;
  onOpen: (ref: UnitRef, byKeyboard: boolean) => void;
  /** The cell of a map where the keyboard starts. */
  startCell: (layer: DrawnLayer, map: number) => number;
}

interface MapButtonProps extends Pointing {
  layer: DrawnLayer;
  map: number;
  name: string;
  /** Within the layer. */
  box: Box;
  columns: number;
  cells: number;
  /** The keyboard's cell, while this map has the focus. */
  cursor: number | null;
  reachable: boolean;
}

const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const MapButton = memo(function MapButton(props: MapButtonProps) {
  const { layer, map, name, box, columns, cells, cursor, reachable, onPoint, onOpen, startCell } = props;
  const rows = Math.ceil(cells / columns);
  const refOf = (cell: number): UnitRef => ({ kind: 'unit', layer, map, cell });

  const cellUnder = (event: { clientX: number; clientY: number; currentTarget: Element }) => {
    const area = event.currentTarget.getBoundingClientRect();
    const at = (fraction: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor(fraction * count)));
    const row = at((event.clientY - area.top) / area.height, rows);
    const column = at((event.clientX - area.left) / area.width, columns);
    return Math.min(cells - 1, row * columns + column);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const move = KEYS[event.key];
    const page = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
    if (move) {
      const cell = cursor ?? startCell(layer, map);
      const column = Math.min(columns - 1, Math.max(0, (cell % columns) + move[0]));
      const row = Math.min(rows - 1, Math.max(0, Math.floor(cell / columns) + move[1]));
      onPoint(refOf(Math.min(cells - 1, row * columns + column)), true);
    } else if (page !== 0) {
      const buttons = event.currentTarget.parentElement?.querySelectorAll('button') ?? [];
      buttons[(map + page + buttons.length) % buttons.length]?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <button
      type="button"
      className="network-map"
      aria-label={name}
      tabIndex={reachable ? 0 : -1}
      style={{ left: box.x, top: box.y, inlineSize: box.width, blockSize: box.height }}
      onPointerMove={(event: PointerEvent<HTMLButtonElement>) => onPoint(refOf(cellUnder(event)), false)}
      onPointerLeave={() => onPoint(null, false)}
      onFocus={(event) => {
        // A press focuses too, and has its own place.
        if (event.currentTarget.matches(':focus-visible')) onPoint(refOf(startCell(layer, map)), true);
      }}
      onBlur={() => onPoint(null, true)}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const byKeyboard = event.detail === 0;
        onOpen(refOf(byKeyboard ? (cursor ?? startCell(layer, map)) : cellUnder(event)), byKeyboard);
      }}
    />
  );
});
