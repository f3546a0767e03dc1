// One map, or all units of a dense layer: a value is chosen by a press, or by arrow keys and Enter.

import { memo, type KeyboardEvent, type PointerEvent } from 'react';
import type { UnitRef } from '../../../explain/value.ts';
import { cellAfterKey, cellUnder } from './cells.ts';
import type { Box } from './box.ts';
import type { DrawnLayer } from './layout.ts';

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

export const MapButton = memo(function MapButton(props: MapButtonProps) {
  const { layer, map, name, box, columns, cells, cursor, reachable, onPoint, onOpen, startCell } = props;
  const refOf = (cell: number): UnitRef => ({ kind: 'unit', layer, map, cell });

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const moved = cellAfterKey(event.key, cursor ?? startCell(layer, map), columns, cells);
    const page = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
    if (moved !== null) onPoint(refOf(moved), true);
    else if (page !== 0) {
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
      onPointerMove={(event: PointerEvent<HTMLButtonElement>) =>
        onPoint(refOf(cellUnder(event, columns, cells)), false)
      }
      onPointerLeave={() => onPoint(null, false)}
      onFocus={(event) => {
        // A press focuses too, and has its own place.
        if (event.currentTarget.matches(':focus-visible')) onPoint(refOf(startCell(layer, map)), true);
      }}
      onBlur={() => onPoint(null, true)}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const byKeyboard = event.detail === 0;
        onOpen(
          refOf(byKeyboard ? (cursor ?? startCell(layer, map)) : cellUnder(event, columns, cells)),
          byKeyboard,
        );
      }}
    />
  );
});
