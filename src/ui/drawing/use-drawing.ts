// The state of the drawing panel: the sketch or the example on the pad, and its scoring while it grows.

import { useEffect, useReducer, useRef, useState } from 'react';
import { pictureFromInk, TONES, type DrawingSteps } from '../../data/drawing.ts';
import { useApp } from '../app-context.tsx';
import { anyExample, type Example } from './example-picture.ts';
import { createInkSurface, type InkSurface } from './ink.ts';
import { BLANK, reduceSketch, SKETCH_SIDE, type Sketch, type SketchAction } from './sketch.ts';

/** A stroke under way is scored at most this often, in milliseconds. */
const SCORING_INTERVAL = 80;

export interface Drawing {
  sketch: Sketch;
  /** A test picture on the pad in place of the sketch. */
  example: Example | null;
  /** One was asked for while the data was not there. */
  exampleMissing: boolean;
  /** Whether the preparation fills what outlines enclose. */
  fills: boolean;
  /** Of the sketch's preparation; null while there is none on the pad. */
  steps: DrawingSteps | null;
  /** Any stroke replaces the example. */
  change(action: SketchAction): void;
  setFills(fills: boolean): void;
  /** Puts a random test picture on the pad, if the data is there. */
  showExample(): Promise<void>;
  putExampleAway(): void;
}

export function useDrawing(): Drawing {
  const { commands } = useApp();
  const [sketch, dispatch] = useReducer(reduceSketch, BLANK);
  const [example, setExample] = useState<Example | null>(null);
  const [exampleMissing, setExampleMissing] = useState(false);
  const [fills, setFills] = useState(true);
  const steps = useScoring(sketch, example, fills);
  const putExampleAway = () => {
    setExample(null);
    setExampleMissing(false);
  };
  return {
    sketch,
    example,
    exampleMissing,
    fills,
    steps,
    setFills,
    putExampleAway,
    change(action) {
      putExampleAway();
      dispatch(action);
    },
    async showExample() {
      const found = await anyExample(commands.pictures);
      setExampleMissing(!found);
      if (!found) return;
      dispatch({ type: 'clear' });
      setExample(found);
    },
  };
}

/** Sends what is on the pad to be scored: at the end of a stroke at once, within it from time to time. */
function useScoring(sketch: Sketch, example: Example | null, fills: boolean): DrawingSteps | null {
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
      const picture = pictureFromInk(surface.current.read(), SKETCH_SIDE, SKETCH_SIDE, TONES, fills);
      setSteps(picture?.steps ?? null);
      commands.draw(picture?.pixels ?? null);
    };
    if (!sketch.open) {
      score();
      return;
    }
    const wait = lastScored.current + SCORING_INTERVAL - performance.now();
    const timer = setTimeout(score, Math.max(0, wait));
    return () => clearTimeout(timer);
  }, [commands, sketch, example, fills]);
  return steps;
}

/** An unseen canvas of the sketch's own size: what the network sees does not depend on the screen. */
function createNetworkInk(): InkSurface {
  const canvas = document.createElement('canvas');
  canvas.width = SKETCH_SIDE;
  canvas.height = SKETCH_SIDE;
  return createInkSurface(canvas);
}
