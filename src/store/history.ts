// The per-step history of the run: append-only, outside React state. Charts read it when `historyVersion` moves.

import { GrowableFloat32 } from '../base/growable.ts';

export interface History {
  /** Mean training loss of each step's batch. */
  losses: GrowableFloat32;
  /** Share of each step's batch that was right. */
  accuracies: GrowableFloat32;
}

export function createHistory(): History {
  return { losses: new GrowableFloat32(), accuracies: new GrowableFloat32() };
}
