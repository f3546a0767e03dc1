// Opens the map or unit that another panel requested, once the network has values.

import { useEffect, useRef } from 'react';
import { sideOf, type Pass, type ValueRef } from '../../explain/value.ts';
import type { AppState } from '../../store/state.ts';
import { strongestCell } from './strongest-cell.ts';

type OpenedUnit = NonNullable<AppState['openedUnit']>;

function valueOfUnit(pass: Pass, { layer, unit }: OpenedUnit): ValueRef {
  return sideOf(layer) === null
    ? { kind: 'unit', layer, map: 0, cell: unit }
    : { kind: 'unit', layer, map: unit, cell: strongestCell(pass, layer, unit) };
}

/** `open` is called once for each request; the focus moves where it was lost with the view that was left. */
export function useOpenedUnit(
  requested: OpenedUnit | null,
  pass: Pass | null,
  open: (ref: ValueRef, takesFocus: boolean) => void,
): void {
  const opened = useRef<OpenedUnit | null>(null);
  useEffect(() => {
    if (!requested || !pass || requested === opened.current) return;
    opened.current = requested;
    const { activeElement, body } = document;
    const lost = !activeElement || activeElement === body || !activeElement.checkVisibility();
    open(valueOfUnit(pass, requested), lost);
  }, [requested, pass, open]);
}
