// The curves of a run for a plot of several: over epochs or over seconds of training.

import type { RunFile } from '../contract/run-file.ts';

export interface CurvePoint {
  x: number;
  y: number;
}

export interface RunCurves {
  /** Mean training loss of groups of steps, in nats. */
  loss: CurvePoint[];
  /** Validation accuracy, 0 … 1, at the end of each epoch. */
  accuracy: CurvePoint[];
}

export type CurveAxis = 'epochs' | 'seconds';

/** x counts epochs, or seconds of training and validation without pauses, each epoch's spread evenly over its steps. */
export function runCurves({ plan, losses, epochs }: RunFile, axis: CurveAxis): RunCurves {
  /** x at steps done. */
  const marks: { step: number; x: number }[] = [{ step: 0, x: 0 }];
  let seconds = 0;
  for (const epoch of epochs) {
    seconds += epoch.seconds;
    marks.push({ step: epoch.step, x: axis === 'epochs' ? epoch.step / plan.stepsPerEpoch : seconds });
  }
  const place = (step: number): number | null => {
    if (axis === 'epochs') return step / plan.stepsPerEpoch;
    const next = marks.findIndex((mark) => mark.step >= step);
    // The seconds of an epoch that was not finished are unknown.
    if (next < 0) return null;
    if (next === 0) return 0;
    const [before, after] = [marks[next - 1]!, marks[next]!];
    return before.x + ((after.x - before.x) * (step - before.step)) / (after.step - before.step);
  };
  return {
    loss: losses.steps.flatMap((step, i) => {
      const x = place(step);
      return x === null ? [] : [{ x, y: losses.means[i]! }];
    }),
    accuracy: epochs.map(({ validationAccuracy }, i) => ({ x: marks[i + 1]!.x, y: validationAccuracy })),
  };
}
