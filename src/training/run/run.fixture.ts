// A run outside of a session, on an engine of the test's choice.

import type { RunConfig } from '../../contract/config.ts';
import { FASHION } from '../../contract/dataset.ts';
import type { WorkerEvent } from '../../contract/messages.ts';
import type { Engine } from '../../engine/engine.ts';
import { memoryRunStore } from '../../storage/run-store.ts';
import { SavedRunAccess } from '../checkpoint/saved-run.ts';
import { Saver } from '../checkpoint/saver.ts';
import { Snapshots } from '../inspect/snapshots.ts';
import { dataset, loadedShards } from '../session.fixture.ts';
import { RunControl } from './control.ts';
import { RunImages } from './run-images.ts';
import type { StartWeights } from './run-start.ts';
import { Run } from './run.ts';

/** The clock stands still; waits of a limited speed end at once. */
export function openRun(
  config: RunConfig,
  engine: Engine,
  from: StartWeights,
  emit: (event: WorkerEvent) => void = () => {},
) {
  const now = () => 0;
  const runs = memoryRunStore();
  const snapshots = new Snapshots(config);
  const control = new RunControl(now, () => {});
  const loader = { dataset: { loaded: loadedShards() }, untilLoaded: async () => {} };
  const hooks = {
    emit,
    onPhase() {},
    images: new RunImages(config, { facts: FASHION, ...dataset }, engine, loader),
    saver: new Saver(runs, new SavedRunAccess(runs, () => {}), () => {}, now),
    snapshots,
  };
  return { run: new Run(config, engine, control, hooks, from), control, snapshots };
}
