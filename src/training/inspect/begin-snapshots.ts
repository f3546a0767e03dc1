// The snapshots that a run starts with.

import type { ModelState } from '../../engine/engine.ts';
import type { RunRecord } from '../run/run-record.ts';
import { initialState } from '../run/run-start.ts';
import type { RunSnapshots } from './snapshots.ts';

/**
 * A recovered run makes some steps once more, so their snapshots go. A run from storage has those that can be had at once:
 * the first weights, which follow from the seed, and the best ones. `initial`: what the engine starts from; `first`:
 * before the first step.
 */
export function beginSnapshots(
  snapshots: RunSnapshots,
  { plan, best }: RunRecord,
  initial: ModelState,
  first: boolean,
): void {
  snapshots.dropAfter(initial.step);
  if (first) snapshots.add(initial, { epochEnd: false });
  else if (plan.start.kind === 'seed' && snapshots.steps.length === 0) {
    snapshots.add(initialState({ from: 'seed' }, plan.config), { epochEnd: false });
    if (best) snapshots.add(best.state, { epochEnd: true });
  }
}
