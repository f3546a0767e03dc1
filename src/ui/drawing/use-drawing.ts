// The state of the drawing panel: the sketch or the example on the pad, and its scoring while it grows.

import { useEffect, useReducer, useRef, useState } from 'react';
import { TEST_COUNT } from '../../contract/dataset.ts';
import { pictureFromInk, type DrawingSteps } from '../../data/drawing.ts';
import { useApp } from '../app-context.tsx';
import { createInkSurface, type InkSurface } from './ink.ts';
import { BLANK, reduceSketch, SKETCH_SIDE, type Sketch, type SketchAction } from './sketch.ts';

/** A stroke under way is scored at most this often, in milliseconds. */
const SCORING_INTERVAL = 80;

/** A test picture on the pad in place of a sketch. */
export interface Example {
  /** From 1. */
  place: number;
  pixels: Uint8Array;
  label: number;
}

export interface Drawing {
  sketch: Sketch;
  example: Example | null;
  /** Of the sketch's preparation; null while there is none on the pad. */
  steps: DrawingSteps | null;
  /** Any stroke replaces the example. */
  change(action: SketchAction): void;
  /** Puts a random test picture on the pad; nothing happens while the data is not there. */
  showExample(): Promise<void>;
}

export function useDrawing(): Drawing {
  const { commands } = useApp();
  const [sketch, dispatch] = useReducer(reduceSketch, BLANK);
  const [example, setExample] = useState<Example | null>(null);
  const steps = useScoring(sketch, example);
  return {
    sketch,
    example,
    steps,
    change(action) {
      setExample(null);
      dispatch(action);
    },
    async showExample() {
      const place = Math.floor(Math.random() * TEST_COUNT);
      const pictures = await commands.pictures([place]);
      if (!pictures) return;
      dispatch({ type: 'clear' });
      setExample({ place: place + 1, pixels: pictures.pixels, label: pictures.labels[0]! });
    },
  };
}

/** Sends what is on the pad to be scored: at the end of a stroke at once, within it from time to time. */
function useScoring(sketch: Sketch, example: Example | null): DrawingSteps | null {
  const { commands } = useApp();
  const [steps, setSteps] = useState<DrawingSteps | null>(null);
  const surface = useRef<InkSurface>(null);
  const lastScored = useRef(-Infinity);
  useEffect(() => {
    const score = () => {
      lastScored.current = performance.now();
      if (example) {
        setSteps(null);
        commands.draw(example.pixels);
        return;
      }
      if (sketch.strokes.length === 0) {
        setSteps(null);
        commands.draw(null);
        return;
      }
      surface.current ??= createNetworkInk();
      surface.current.show(sketch);
      const picture = pictureFromInk(surface.current.read(), SKETCH_SIDE, SKETCH_SIDE);
      setSteps(picture?.steps ?? null);
      commands.draw(picture?.pixels ?? null, picture?.steps.cropped);
    };
    if (!sketch.open) {
      score();
      return;
    }
    const wait = lastScored.current + SCORING_INTERVAL - performance.now();
    const timer = setTimeout(score, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [commands, sketch, example]);
  return steps;
}

/** An unseen canvas of the sketch's own size: what the network sees does not depend on the screen. */
function createNetworkInk(): InkSurface {
  const canvas = document.createElement('canvas');
  canvas.width = SKETCH_SIDE;
  canvas.height = SKETCH_SIDE;
  return createInkSurface(canvas);
}
