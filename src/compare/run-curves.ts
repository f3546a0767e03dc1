// The curves of a run for a plot of several: over epochs or over seconds of training.

import { decimate } from '../base/decimate.ts';
import type { RunFile } from '../contract/run-file.ts';

/** More points of several runs would hide each other. */
const LOSS_POINTS = 80;

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
  /** The steps done at a position among the means, which may lie between two. */
  const stepAt = (position: number) =>
    (losses.steps[Math.floor(position)]! + losses.steps[Math.ceil(position)]!) / 2;
  return {
    loss: decimate(losses.means, LOSS_POINTS).flatMap(({ center, mean }) => {
      const x = place(stepAt(center - 0.5));
      return x === null ? [] : [{ x, y: mean }];
    }),
    accuracy: epochs.map(({ validationAccuracy }, i) => ({ x: marks[i + 1]!.x, y: validationAccuracy })),
  };
}
