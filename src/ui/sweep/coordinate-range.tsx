// One axis of the parallel coordinates, with the two handles of its range. With a mouse, a drag along the axis begins
// another range.

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import {
  isField,
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
  /** Where it began, in pixels and as a value; null outside of the axis. */
  pressed: number;
  value: number | null;
  moved: boolean;
  /** The handle that it moves; null for another range. */
  end: keyof Range | null;
  /** A finger beside the handles scrolls the page instead. */
  scrolls: boolean;
  /** The axis and its range when it began: a range can change the ends of the axis. */
  axis: CoordinateAxis;
  before: Range;
}

export function CoordinateRange({ axis, words, place, range, onChange }: CoordinateRangeProps) {
  const t = useTranslations('sweep.coordinates');
  const drag = useRef<Drag | null>(null);
  const name = words.nameOf(axis.id);
  const shown = { from: Math.max(axis.low, range.from), to: Math.min(axis.high, range.to) };
  const top = (value: number) => `${100 * (1 - placeOn(axis, value))}%`;

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
    const mouse = event.pointerType === 'mouse';
    // touch-action follows from the element under the finger.
    const touched = ENDS.find((end) => end === (event.target as HTMLElement).dataset.end) ?? null;
    const reached = distance(nearest) <= HANDLE_REACH ? nearest : null;
    const end = mouse ? reached : touched;
    drag.current = {
      pressed: event.clientY,
      // The handles at the ends stand outside of the axis.
      value: y < 0 || y > height ? null : valueAt(axis, 1 - y / height),
      moved: false,
      end,
      scrolls: !mouse && end === null,
      axis,
      before: range,
    };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { current } = drag;
    if (!current) return;
    current.moved ||= Math.abs(event.clientY - current.pressed) > PRESS_REACH;
    if (!current.moved || current.scrolls) return;
    const { top: start, height } = event.currentTarget.getBoundingClientRect();
    const value = valueAt(current.axis, 1 - (event.clientY - start) / height);
    onChange(
      current.end === null
        ? rangeBetween(current.axis, current.value ?? value, value)
        : movedEnd(current.axis, range, current.end, value),
    );
  };
  const onPointerUp = () => {
    const { current } = drag;
    drag.current = null;
    if (!current || current.moved) return;
    // A press on a value of a setting chooses it; another press, or one on an accuracy, ends the range.
    const { value, end } = current;
    if (value === null) return;
    const only = shown.from === value && shown.to === value;
    if (only) onChange(FULL_RANGE);
    else if (isField(axis)) onChange({ from: value, to: value });
    else if (end === null) onChange(FULL_RANGE);
  };
  const onPointerCancel = () => {
    const { current } = drag;
    drag.current = null;
    if (current?.moved && !current.scrolls) onChange(current.before);
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
      {...{ onPointerDown, onPointerMove, onPointerUp, onPointerCancel }}
    >
      <span className="coordinate-name" aria-hidden="true">
        {name}
      </span>
      {words.ticks(axis).map(({ value, text }) => (
        <span key={value} className="coordinate-tick" style={{ top: top(value) }} aria-hidden="true">
          {text}
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
          aria-valuetext={words.text(axis, shown[end])}
          onKeyDown={(event) => onKeyDown(event, end)}
        />
      ))}
    </div>
  );
}
