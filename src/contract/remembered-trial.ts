// Trials of engines that are remembered between visits, and the check of what storage gives back.

import * as v from 'valibot';
import { ENGINE_NAMES } from './config.ts';

const deviceSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('cpu'), threads: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal('gpu'), adapter: v.string() }),
]);

const trialSchema = v.strictObject({
  engine: v.picklist(ENGINE_NAMES),
  device: deviceSchema,
  /** Null where it was not timed. */
  millisecondsPerStep: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** Milliseconds since 1970. */
  at: v.pipe(v.number(), v.finite()),
});

const storedSchema = v.strictObject({
  /** Version of the page, browser and machine that the trials are of. */
  place: v.string(),
  /** By engine, specification and GPU: see engine/trial-memory.ts. */
  trials: v.record(v.string(), trialSchema),
});

/** A trial in which an engine was proven. */
export type RememberedTrial = v.InferOutput<typeof trialSchema>;
export type StoredTrials = v.InferOutput<typeof storedSchema>;

/** Null unless `stored` has been written by `TrialStore.save`. */
export function readStoredTrials(stored: unknown): StoredTrials | null {
  const result = v.safeParse(storedSchema, stored);
  return result.success ? result.output : null;
}

/** Where the trials are between visits. Any call may reject: private window, full storage, no storage at all. */
export interface TrialStore {
  load(): Promise<unknown>;
  save(trials: StoredTrials): Promise<void>;
}
