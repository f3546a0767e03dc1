// One axis of the parallel coordinates, with the two handles of its range. A drag along the axis begins another range.

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import {
  isFull,
  movedByKey,
  movedEnd,
  placeOn,
  rangeBetween,
  valueAt,
  FULL_RANGE,
  type CoordinateAxis,
  type Range,
} from './coordinates.ts';
import type { CoordinateWords } from './use-coordinate-words.ts';

interface CoordinateRangeProps {
  axis: CoordinateAxis;
  words: CoordinateWords;
  /** Where the axis is: 0 at the left of the plot, 1 at its right. */
  place: number;
  range: Range;
  onChange: (range: Range) => void;
}

const ENDS = ['to', 'from'] as const;
/** Pixels around a handle within which the pointer takes it. */
const HANDLE_REACH = 14;
/** Pixels that a pointer may move in a press that is no drag. */
const PRESS_REACH = 4;

interface Drag {
  /** Where it began, in pixels and as a value. */
  pressed: number;
  value: number;
  moved: boolean;
  /** The handle that it moves; null for another range. */
  end: keyof Range | null;
}

export function CoordinateRange({ axis, words, place, range, onChange }: CoordinateRangeProps) {
  const t = useTranslations('sweep.coordinates');
  const drag = useRef<Drag | null>(null);
  const name = words.nameOf(axis.id);
  const shown = { from: Math.max(axis.low, range.from), to: Math.min(axis.high, range.to) };
  const top = (value: number) => `${100 * (1 - placeOn(axis, value))}%`;
  const isField = axis.step === 1;

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const { top: start, height } = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - start;
    const distance = (end: keyof Range) => {
      // The handles stand above and below their values.
      const at =
        (1 - placeOn(axis, shown[end])) * height + (end === 'to' ? -HANDLE_REACH / 2 : HANDLE_REACH / 2);
      return Math.abs(y - at);
    };
    const nearest = distance('to') <= distance('from') ? 'to' : 'from';
    drag.current = {
      pressed: event.clientY,
      value: valueAt(axis, 1 - y / height),
      moved: false,
      end: distance(nearest) <= HANDLE_REACH ? nearest : null,
    };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { current } = drag;
    if (!current) return;
    current.moved ||= Math.abs(event.clientY - current.pressed) > PRESS_REACH;
    if (!current.moved) return;
    const { top: start, height } = event.currentTarget.getBoundingClientRect();
    const value = valueAt(axis, 1 - (event.clientY - start) / height);
    onChange(
      current.end === null
        ? rangeBetween(axis, current.value, value)
        : movedEnd(axis, range, current.end, value),
    );
  };
  const onPointerUp = () => {
    const { current } = drag;
    drag.current = null;
    if (!current || current.moved) return;
    // A press on a value of a setting chooses it; another press, or one on an accuracy, ends the range.
    const { value, end } = current;
    const only = isField && shown.from === value && shown.to === value;
    if (only) onChange(FULL_RANGE);
    else if (end === null) onChange(isField ? { from: value, to: value } : FULL_RANGE);
  };
  const onKeyDown = (event: KeyboardEvent, end: keyof Range) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = movedByKey(event.key, axis, shown[end]);
    if (moved === null) return;
    event.preventDefault();
    onChange(movedEnd(axis, range, end, moved));
  };
  return (
    <div
      className="coordinate-axis"
      role="group"
      aria-label={name}
      style={{ insetInlineStart: `${100 * place}%` }}
      data-chosen={!isFull(range)}
      {...{ onPointerDown, onPointerMove, onPointerUp }}
      onPointerCancel={() => (drag.current = null)}
    >
      <span className="coordinate-name" aria-hidden="true">
        {name}
      </span>
      {words.ticks(axis).map((value) => (
        <span key={value} className="coordinate-tick" style={{ top: top(value) }} aria-hidden="true">
          {words.text(axis.id, value)}
        </span>
      ))}
      <span
        className="coordinate-band"
        style={{ top: top(shown.to), bottom: `${100 * placeOn(axis, shown.from)}%` }}
      />
      {ENDS.map((end) => (
        <div
          key={end}
          className="coordinate-handle"
          data-end={end}
          style={{ top: top(shown[end]) }}
          role="slider"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={t(end, { axis: name })}
          aria-valuemin={axis.low}
          aria-valuemax={axis.high}
          aria-valuenow={shown[end]}
          aria-valuetext={words.text(axis.id, shown[end])}
          onKeyDown={(event) => onKeyDown(event, end)}
        />
      ))}
    </div>
  );
}
