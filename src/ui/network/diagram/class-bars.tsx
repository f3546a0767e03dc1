// A thin bar for the probability of each of many classes: one is chosen by a press, or by arrow keys and Enter.

import { useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { ValueRef } from '../../../explain/value.ts';
import { cellAfterKey, cellUnder } from './cells.ts';
import type { Box } from './box.ts';
import { BARS_CAPTION, type BarsLayout } from './output-layout.ts';

export interface ClassPointing {
  onPoint: (ref: ValueRef | null, byKeyboard: boolean) => void;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
}

interface ClassBarsProps extends ClassPointing {
  bars: BarsLayout;
  /** The block that they stand in. */
  within: Box;
  classes: number;
  /** [classes]; null while there are no values. */
  probabilities: Float32Array | null;
  /** The most probable class, where the keyboard starts. */
  top: number;
  /** The true class, where it is known. */
  label: number | null;
}

export function ClassBars(props: ClassBarsProps) {
  const { bars, within, classes, probabilities, top, label, onPoint, onOpen } = props;
  const t = useTranslations('network.output');
  const { columns, rows } = bars;
  const [cursor, setCursor] = useState<number | null>(null);
  const refOf = (cell: number): ValueRef => ({ kind: 'probability', label: cell });
  const moveTo = (cell: number) => {
    setCursor(cell);
    onPoint(refOf(cell), true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = cellAfterKey(event.key, cursor ?? top, columns, classes);
    if (moved === null) return;
    event.preventDefault();
    moveTo(moved);
  };
  const left = bars.x - within.x;
  const y = bars.y - within.y;
  return (
    <>
      <p className="network-bars-caption note" style={{ left, top: y - BARS_CAPTION }} aria-hidden="true">
        {t('bars', { count: classes })}
      </p>
      <button
        type="button"
        className="network-bars"
        aria-label={t('bars', { count: classes })}
        style={{
          left,
          top: y,
          inlineSize: bars.width,
          blockSize: bars.height,
          gridTemplate: `repeat(${rows}, 1fr) / repeat(${columns}, 1fr)`,
        }}
        onPointerMove={(event) => onPoint(refOf(cellUnder(event, columns, classes)), false)}
        onPointerLeave={() => onPoint(null, false)}
        onFocus={(event) => {
          // A press focuses too, and has its own place.
          if (event.currentTarget.matches(':focus-visible')) moveTo(cursor ?? top);
        }}
        onBlur={() => onPoint(null, true)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const byKeyboard = event.detail === 0;
          onOpen(refOf(byKeyboard ? (cursor ?? top) : cellUnder(event, columns, classes)), byKeyboard);
        }}
      >
        {Array.from({ length: classes }, (_, cell) => (
          <span key={cell} className={cell === label ? 'network-bar network-bar-true' : 'network-bar'}>
            <span style={{ blockSize: `${(probabilities?.[cell] ?? 0) * 100}%` }} />
          </span>
        ))}
      </button>
    </>
  );
}
