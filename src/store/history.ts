// The per-step history of the run: append-only, outside of React state. Charts read it when `historyVersion` changes.

import { GrowableFloat32 } from '../base/growable.ts';

export interface History {
  /** Mean training loss of each step's batch. */
  losses: GrowableFloat32;
  /** Accuracy of each step's batch. */
  accuracies: GrowableFloat32;
}

export function createHistory(): History {
  return { losses: new GrowableFloat32(), accuracies: new GrowableFloat32() };
}
