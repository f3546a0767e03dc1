// The canvas that is drawn on: mouse, touch, pen and keys into sketch actions, and the sketch onto the screen.

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../../contract/dataset.ts';
import { GreyImage } from '../../kit/grey-image.tsx';
import { createInkCanvas, type InkCanvas } from './ink.ts';
import type { Example } from '../trace/example-image.ts';
import { movePen, RESTING_PEN } from './keyboard-pen.ts';
import { PenView } from './pen-view.tsx';
import { PhotoOnPad } from '../photo/photo-views.tsx';
import { SKETCH_SIDE, type Nib } from './sketch.ts';
import { TraceView } from '../trace/trace.tsx';
import type { Drawing } from '../use-drawing.ts';

/** Pixels of the canvas: sharp at the sizes the page shows it. */
const PAD_SIDE = 3 * SKETCH_SIDE;
/** The bit of `buttons` that a pen's eraser end sets. */
const PEN_ERASER = 32;

interface PadProps {
  drawing: Drawing;
  nib: Nib;
  /** The test picture to be traced. */
  traced: Example | null;
  /** Ids of the elements that say how to draw. */
  describedBy: string;
}

export function Pad({ drawing, nib, traced, describedBy }: PadProps) {
  const t = useTranslations('drawing');
  const { sketch, example, photo, change } = drawing;
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<InkCanvas>(null);
  const pointer = useRef<number>(null);
  const [resting, setPen] = useState(RESTING_PEN);
  // What replaces the sketch lifts the pen.
  const pen = { ...resting, down: resting.down && sketch.open };
  const [byKeys, setByKeys] = useState(false);

  useEffect(() => {
    // Nothing to show and nothing to wipe away: the page has better to do while it comes up.
    if (!surface.current && sketch.strokes.length === 0) return;
    surface.current ??= createInkCanvas(canvas.current!);
    surface.current.show(sketch);
  }, [sketch]);

  const liftPen = () => {
    if (pen.down) change({ type: 'end' });
    setPen({ ...pen, down: false });
    setByKeys(false);
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    const erasing = (event.buttons & PEN_ERASER) !== 0;
    if (pointer.current !== null || !event.isPrimary || (event.button !== 0 && !erasing)) return;
    liftPen();
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    const [x, y] = sketchPoints(event.currentTarget, [event]);
    change({ type: 'begin', nib: erasing ? { ...nib, tool: 'eraser' } : nib, x: x!, y: y! });
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return;
    const moves = event.nativeEvent.getCoalescedEvents?.() ?? [];
    const points = sketchPoints(event.currentTarget, moves.length > 0 ? moves : [event]);
    change({ type: 'extend', points });
  };
  const onPointerEnd = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return;
    pointer.current = null;
    change({ type: 'end' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const { key, shiftKey: shift } = event;
    const move = movePen(pen, { key, shift, command: event.ctrlKey || event.metaKey });
    if (!move) return;
    event.preventDefault();
    const { x, y } = move.pen;
    setPen(move.pen);
    setByKeys(true);
    if (move.does === 'begin') change({ type: 'begin', nib, x, y });
    else if (move.does === 'extend') change({ type: 'extend', points: [x, y] });
    else if (move.does !== 'move') change({ type: move.does });
  };

  return (
    <div className="pad">
      <canvas
        ref={canvas}
        width={PAD_SIDE}
        height={PAD_SIDE}
        // Its arrow keys draw, so a screen reader has to let them through; a canvas may take any role.
        // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
        role="application"
        tabIndex={0}
        aria-label={t('title')}
        aria-describedby={describedBy}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onLostPointerCapture={onPointerEnd}
        onKeyDown={onKeyDown}
        onFocus={(event) => setByKeys(event.currentTarget.matches(':focus-visible'))}
        onBlur={liftPen}
      />
      {traced && <TraceView picture={traced} />}
      {nib.mirrored && <span className="pad-middle" aria-hidden="true" />}
      {example && <ExampleView example={example} />}
      {photo && <PhotoOnPad photo={photo} />}
      {byKeys && <PenView pen={pen} size={nib.size} />}
    </div>
  );
}

function ExampleView({ example }: { example: Example }) {
  const t = useTranslations('drawing');
  const className = useTranslations('classes');
  const name = t('exampleShown', { place: example.place, truth: className(CLASS_KEYS[example.label]!) });
  return (
    <figure className="pad-example">
      <GreyImage pixels={example.pixels} name={name} />
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  );
}

/** x0, y0, x1, y1, … in the sketch's units. */
function sketchPoints(
  canvas: HTMLCanvasElement,
  events: readonly { clientX: number; clientY: number }[],
): number[] {
  const box = canvas.getBoundingClientRect();
  return events.flatMap(({ clientX, clientY }) => [
    ((clientX - box.left) / box.width) * SKETCH_SIDE,
    ((clientY - box.top) / box.height) * SKETCH_SIDE,
  ]);
}
