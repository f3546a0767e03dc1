// The canvas for drawing: turns mouse, touch, pen and keys into sketch actions, and shows the sketch.

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { GreyImage } from '../../kit/grey-image.tsx';
import { useClassNames } from '../../use-class-names.ts';
import { createInkCanvas, type InkCanvas } from './ink.ts';
import type { Example } from '../trace/example-image.ts';
import { movePen, RESTING_PEN } from './keyboard-pen.ts';
import { PenView } from './pen-view.tsx';
import { PhotoOnPad } from '../photo/photo-views.tsx';
import { SKETCH_SIDE, type Nib } from './sketch.ts';
import { TraceView } from '../trace/trace.tsx';
import type { Drawing } from '../use-drawing.ts';
import './pad.css';

/** Side of the canvas in pixels: enough for a sharp image at the largest size on the page. */
const PAD_SIDE = 3 * SKETCH_SIDE;
/** The bit of `PointerEvent.buttons` for the eraser end of a pen. */
const PEN_ERASER = 32;

interface PadProps {
  drawing: Drawing;
  nib: Nib;
  /** The test image to trace. */
  traced: Example | null;
  /** Ids of the elements that explain how to draw. */
  describedBy: string;
}

export function Pad({ drawing, nib, traced, describedBy }: PadProps) {
  const titles = useTranslations('panelTitles');
  const { sketch, example, photo, actions } = drawing;
  const { change } = actions;
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = useRef<InkCanvas>(null);
  const pointer = useRef<number>(null);
  const [lastPen, setPen] = useState(RESTING_PEN);
  // An undo, a clear or an image lifts the pen.
  const pen = { ...lastPen, down: lastPen.down && sketch.open };
  const [penShown, setPenShown] = useState(false);

  useEffect(() => {
    // An empty sketch needs no canvas, which would cost time while the page loads.
    if (!ink.current && sketch.strokes.length === 0) return;
    ink.current ??= createInkCanvas(canvas.current!);
    ink.current.show(sketch);
  }, [sketch]);

  const liftPen = () => {
    if (pen.down) change({ type: 'end' });
    setPen({ ...pen, down: false });
    setPenShown(false);
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
    setPenShown(true);
    if (move.action === 'begin') change({ type: 'begin', nib, x, y });
    else if (move.action === 'extend') change({ type: 'extend', points: [x, y] });
    else if (move.action !== 'move') change({ type: move.action });
  };

  return (
    <div className="pad">
      <canvas
        ref={canvas}
        width={PAD_SIDE}
        height={PAD_SIDE}
        // Arrow keys draw, so a screen reader has to pass them on; a canvas may have any role.
        // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role
        role="application"
        tabIndex={0}
        aria-label={titles('drawing')}
        aria-describedby={describedBy}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onLostPointerCapture={onPointerEnd}
        onKeyDown={onKeyDown}
        onFocus={(event) => setPenShown(event.currentTarget.matches(':focus-visible'))}
        onBlur={liftPen}
      />
      {traced && <TraceView image={traced} />}
      {nib.mirrored && <span className="pad-middle" aria-hidden="true" />}
      {example && <ExampleView example={example} />}
      {photo && <PhotoOnPad photo={photo} />}
      {penShown && <PenView pen={pen} size={nib.size} />}
    </div>
  );
}

function ExampleView({ example }: { example: Example }) {
  const t = useTranslations('drawing');
  const classes = useClassNames();
  const name = t('exampleShown', { place: example.number, truth: classes.name(example.label) });
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
