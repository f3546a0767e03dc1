// The state of the drawing panel: the sketch, the example or the photograph on the pad, and its scoring while it grows.

import { useEffect, useReducer, useRef, useState } from 'react';
import { imageFromInk, TONES, type DrawingSteps } from '../../image/drawing.ts';
import { useApp } from '../app-context.tsx';
import { anyExample, type Example } from './trace/example-image.ts';
import { createInkCanvas, type InkCanvas } from './pad/ink.ts';
import { usePhotos, type Photo, type PhotoNews } from './photo/photo.ts';
import { BLANK, reduceSketch, SKETCH_SIDE, type Sketch, type SketchAction } from './pad/sketch.ts';

/** A stroke under way is scored at most this often, in milliseconds. */
const SCORING_INTERVAL = 80;

export interface Drawing {
  sketch: Sketch;
  /** A test picture on the pad in place of the sketch. */
  example: Example | null;
  /** A photograph on the pad in place of a sketch. */
  photo: Photo | null;
  /** What became of the newest file. */
  photoNews: PhotoNews | null;
  /** One was asked for while the data was not there. */
  exampleMissing: boolean;
  /** Whether the preparation fills what outlines enclose. */
  fills: boolean;
  /** Of the sketch's preparation; null while there is none on the pad. */
  steps: DrawingSteps | null;
  /** What changes the sketch replaces the example or the photograph, and so does Clear. */
  change(action: SketchAction): void;
  setFills(fills: boolean): void;
  /** Puts a random test picture on the pad, if the data is there. */
  showExample(): Promise<void>;
  /** Puts a photograph on the pad, if it can be taken; undefined where what was dropped is no file. */
  showPhoto(file: File | undefined): void;
  /** The example or the photograph. */
  clearImage(): void;
}

export function useDrawing(): Drawing {
  const { commands } = useApp();
  const [sketch, dispatch] = useReducer(reduceSketch, BLANK);
  const [example, setExample] = useState<Example | null>(null);
  const [exampleMissing, setExampleMissing] = useState(false);
  const [fills, setFills] = useState(true);
  const { photo, news: photoNews, ...photos } = usePhotos();
  const steps = useScoring(sketch, (photo ?? example)?.pixels ?? null, fills);
  const putExampleAway = () => {
    setExample(null);
    setExampleMissing(false);
  };
  const clearImage = () => {
    putExampleAway();
    photos.remove();
  };
  return {
    sketch,
    example,
    photo,
    photoNews,
    exampleMissing,
    fills,
    steps,
    setFills,
    clearImage,
    change(action) {
      // What draws nothing leaves the picture: undo without a past, or the end of no stroke.
      if (action.type === 'clear' || reduceSketch(sketch, action) !== sketch) clearImage();
      dispatch(action);
    },
    async showExample() {
      const isNewest = photos.watch();
      const found = await anyExample(commands.images);
      if (!isNewest()) return;
      setExampleMissing(!found);
      if (!found) return;
      dispatch({ type: 'clear' });
      photos.remove();
      setExample(found);
    },
    showPhoto(file) {
      void photos.show(file, () => {
        dispatch({ type: 'clear' });
        putExampleAway();
      });
    },
  };
}

/** Sends what is on the pad, `picture` if there is one, to be scored: at the end of a stroke at once, within it from time to time. */
function useScoring(sketch: Sketch, image: Uint8Array | null, fills: boolean): DrawingSteps | null {
  const { commands } = useApp();
  const [steps, setSteps] = useState<DrawingSteps | null>(null);
  const surface = useRef<InkCanvas>(null);
  const lastScored = useRef(-Infinity);
  useEffect(() => {
    const score = () => {
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
      surface.current ??= createNetworkInk();
      surface.current.show(sketch);
      const drawn = imageFromInk(surface.current.read(), SKETCH_SIDE, SKETCH_SIDE, TONES, fills);
      setSteps(drawn?.steps ?? null);
      commands.draw(drawn?.pixels ?? null, drawn?.steps.cropped);
    };
    if (!sketch.open) {
      score();
      return;
    }
    const wait = lastScored.current + SCORING_INTERVAL - performance.now();
    const timer = setTimeout(score, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [commands, sketch, image, fills]);
  return steps;
}

/** An unseen canvas of the sketch's own size: what the network sees does not depend on the screen. */
function createNetworkInk(): InkCanvas {
  const canvas = document.createElement('canvas');
  canvas.width = SKETCH_SIDE;
  canvas.height = SKETCH_SIDE;
  return createInkCanvas(canvas);
}
