// The state of the drawing panel: the sketch, example or photo on the pad, and its prediction.

import { useEffect, useMemo, useRef, useState } from 'react';
import type { DrawingSteps } from '../../image/drawing.ts';
import { DIGITS_FRAMING, type Framing } from '../../image/framing.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { useIsFashion } from '../use-class-names.ts';
import { anyExample, type Example } from './trace/example-image.ts';
import { usePhotos, type Photo, type PhotoNews } from './photo/photo.ts';
import {
  createNetworkInk,
  paintSketch,
  prepareFramed,
  prepareSketch,
  type NetworkInk,
} from './pad/prepare-sketch.ts';
import { useFraming } from './use-framing.ts';
import { BLANK, reduceSketch, type Sketch, type SketchAction } from './pad/sketch.ts';

/** Least time from the start of a stroke to its first prediction, and to each other one while it is open, in milliseconds. */
const SCORING_INTERVAL = 80;

export interface Drawing {
  sketch: Sketch;
  /** A test image on the pad in place of the sketch. */
  example: Example | null;
  /** A photo on the pad in place of the sketch. */
  photo: Photo | null;
  /** The state of the newest file. */
  photoNews: PhotoNews | null;
  /** An example was requested before the data had arrived. */
  exampleMissing: boolean;
  /** Whether the preparation fills areas that outlines enclose. */
  fills: boolean;
  /** The steps of the sketch's preparation; null for an empty pad, an example or a photo. */
  steps: DrawingSteps | null;
  actions: DrawingActions;
}

/** What a person can do to the drawing. The object stays the same. */
export interface DrawingActions {
  /** A change of the sketch, and Clear, remove the example or photo. */
  change(action: SketchAction): void;
  setFills(fills: boolean): void;
  /** Puts a random test image on the pad, if the data has arrived. */
  showExample(): Promise<void>;
  /** Puts a photo on the pad, if it can be read. `file` is undefined where a drop contained no file. */
  showPhoto(file: File | undefined): void;
  /** Removes the example or photo. */
  clearImage(): void;
  /** The sketch as an image [28, 28] of a person's dataset; null for an empty pad. */
  framed(): Uint8Array<ArrayBuffer> | null;
}

export function useDrawing(): Drawing {
  const { commands } = useApp();
  const testCount = useAppState((state) => state.dataset.testCount);
  const fashion = useIsFashion();
  const framing = useFraming();
  const [sketch, setSketch] = useState(BLANK);
  /** With the actions that no rendering has shown yet. */
  const newest = useRef(BLANK);
  const ink = useRef<NetworkInk>(null);
  const [example, setExample] = useState<Example | null>(null);
  const [exampleMissing, setExampleMissing] = useState(false);
  const [fillsGarments, setFills] = useState(true);
  const fills = fashion && fillsGarments;
  const { photo, news: photoNews, show, remove, watch } = usePhotos();
  const steps = useScoring(sketch, (photo ?? example)?.pixels ?? null, fills, framing);
  const actions = useMemo((): DrawingActions => {
    const setNewest = (changed: Sketch) => {
      newest.current = changed;
      setSketch(changed);
    };
    const clearSketch = () => setNewest(reduceSketch(newest.current, { type: 'clear' }));
    const removeExample = () => {
      setExample(null);
      setExampleMissing(false);
    };
    const clearImage = () => {
      removeExample();
      remove();
    };
    return {
      setFills,
      clearImage,
      framed() {
        ink.current ??= createNetworkInk();
        const pixels = prepareFramed(
          paintSketch(newest.current, ink.current),
          framing ?? DIGITS_FRAMING,
        )?.pixels;
        return pixels ? Uint8Array.from(pixels) : null;
      },
      change(action) {
        const changed = reduceSketch(newest.current, action);
        // An action without effect keeps the image: undo without a past, or an end without a stroke.
        if (action.type === 'clear' || changed !== newest.current) clearImage();
        setNewest(changed);
      },
      async showExample() {
        const isNewest = watch();
        const found = await anyExample(commands.images, testCount);
        if (!isNewest()) return;
        setExampleMissing(!found);
        if (!found) return;
        clearSketch();
        remove();
        setExample(found);
      },
      showPhoto(file) {
        void show(file, () => {
          clearSketch();
          removeExample();
        });
      },
    };
  }, [commands, testCount, framing, show, remove, watch]);
  return { sketch, example, photo, photoNews, exampleMissing, fills, steps, actions };
}

/**
 * Sends the pad's content, `image` if there is one, for prediction: at intervals during a stroke, and after the frame that
 * shows it at its end, so that the end does not wait for the preparation.
 */
function useScoring(
  sketch: Sketch,
  image: Uint8Array | null,
  fills: boolean,
  framing: Framing | null,
): DrawingSteps | null {
  const { commands } = useApp();
  const [steps, setSteps] = useState<DrawingSteps | null>(null);
  const ink = useRef<NetworkInk>(null);
  const lastScored = useRef(-Infinity);
  useEffect(() => {
    /** In two parts: together they would take a slow phone a tenth of a second. */
    const score = function* (): Generator<undefined> {
      lastScored.current = performance.now();
      if (image) {
        setSteps(null);
        commands.draw(image);
        return;
      }
      if (sketch.strokes.length === 0) {
        setSteps(null);
        commands.draw(null);
        return;
      }
      ink.current ??= createNetworkInk();
      const drawn = paintSketch(sketch, ink.current);
      yield;
      const prepared = framing ? prepareFramed(drawn, framing) : prepareSketch(drawn, fills);
      setSteps(prepared?.steps ?? null);
      commands.draw(prepared?.pixels ?? null, prepared?.steps.cropped);
    };
    if (!sketch.open) return afterFrame(score());
    // A stroke that is no longer than the interval is prepared once.
    if (sketch.strokes.at(-1)!.points.length === 2) lastScored.current = performance.now();
    const wait = lastScored.current + SCORING_INTERVAL - performance.now();
    // At once, since the next move cancels what is left.
    const timer = setTimeout(() => [...score()], Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [commands, sketch, image, fills, framing]);
  return steps;
}

/** Does each part of `work` in a task of its own, after the next frame. Returns what cancels the parts to come. */
function afterFrame(work: Iterator<undefined>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    if (!work.next().done) timer = setTimeout(next);
  };
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(next);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
