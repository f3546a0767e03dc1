// Scores many images chunk by chunk, so that the worker handles commands in between.

import type { Engine } from '../../engine/engine.ts';
import { ChunkSizer } from './chunk-sizer.ts';
import type { RunControl } from './control.ts';
import { yieldToMessages } from './yield.ts';

const FIRST_CHUNK_IMAGES = 128;

export interface EvaluationResult {
  /** Mean cross-entropy. */
  loss: number;
  correct: number;
  /** Per sample, in the order given. */
  predicted: Uint8Array;
  confidence: Float32Array;
}

/**
 * Scores `samples` (sample words). `onProgress` gets the number of images done after the first and the last chunk,
 * and between them about four times a second: each call costs the page a frame.
 * Null when `stoppable` and the run was stopped before the end.
 */
export async function evaluate(
  engine: Engine,
  samples: Uint32Array,
  control: RunControl,
  onProgress: (done: number) => void | Promise<void>,
  stoppable: boolean,
): Promise<EvaluationResult | null> {
  const sizer = new ChunkSizer(FIRST_CHUNK_IMAGES);
  const predicted = new Uint8Array(samples.length);
  const confidence = new Float32Array(samples.length);
  let lossSum = 0;
  let correct = 0;
  let reportedAt = -Infinity;
  for (let done = 0; done < samples.length;) {
    await control.turn();
    if (stoppable && control.stopped) return null;
    const chunk = samples.subarray(done, done + sizer.fitting(control.chunkMilliseconds));
    const startedAt = control.now();
    const result = await engine.evaluate(chunk);
    sizer.record(chunk.length, control.now() - startedAt);
    predicted.set(result.predicted, done);
    confidence.set(result.confidence, done);
    lossSum += result.lossSum;
    correct += result.correct;
    done += chunk.length;
    if (done === samples.length || control.now() >= reportedAt + control.reportMilliseconds) {
      reportedAt = control.now();
      await onProgress(done);
    }
    await yieldToMessages();
  }
  return { loss: lossSum / samples.length, correct, predicted, confidence };
}
