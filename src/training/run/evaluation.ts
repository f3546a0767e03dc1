// Scores many pictures in pieces, so that the worker stays open to commands between them.

import type { Engine } from '../../engine/engine.ts';
import type { RunControl } from './control.ts';
import { ChunkSizer } from './chunk-sizer.ts';
import { yieldToMessages } from './yield.ts';

const FIRST_PIECE = 128;

export interface EvaluationResult {
  /** Mean cross-entropy. */
  loss: number;
  correct: number;
  /** Per sample, in the order given. */
  predicted: Uint8Array;
  confidence: Float32Array;
}

/**
 * Scores `samples` (sample words). `onProgress` hears the pictures done after each piece.
 * Null when `stoppable` and the run was stopped before the end.
 */
export async function evaluate(
  engine: Engine,
  samples: Uint32Array,
  control: RunControl,
  onProgress: (done: number) => void | Promise<void>,
  stoppable: boolean,
): Promise<EvaluationResult | null> {
  const pace = new ChunkSizer(FIRST_PIECE);
  const predicted = new Uint8Array(samples.length);
  const confidence = new Float32Array(samples.length);
  let lossSum = 0;
  let correct = 0;
  for (let done = 0; done < samples.length;) {
    await control.turn();
    if (stoppable && control.stopped) return null;
    const piece = samples.subarray(done, done + pace.fitting(control.chunkMilliseconds));
    const began = performance.now();
    const part = await engine.evaluate(piece);
    pace.record(piece.length, performance.now() - began);
    predicted.set(part.predicted, done);
    confidence.set(part.confidence, done);
    lossSum += part.lossSum;
    correct += part.correct;
    done += piece.length;
    await onProgress(done);
    await yieldToMessages();
  }
  return { loss: lossSum / samples.length, correct, predicted, confidence };
}
