// The list of finished runs: what storage holds of each, checked when it is read, and what the page is sent of them.

import * as v from 'valibot';
import type { RunFile, RunFileRefusal } from './run-file.ts';
import { RUN_NAME_LENGTH } from './run-limits.ts';
import { count, engineSchema, deviceSchema, finite, fraction, planSchema, positive } from './run-schemas.ts';

/** Increased by every change that an older page can't read. */
const RUN_ENTRY_VERSION = 1 as const;

const entry = v.object({
  version: v.literal(RUN_ENTRY_VERSION),
  /** The run's id, the same in all its checkpoints; of an imported run it follows from its file's content. */
  id: v.pipe(v.string(), v.minLength(1)),
  /** Counts the runs of this machine, and apart from them the imported ones. */
  number: positive,
  /** The person's; null without one. */
  name: v.nullable(v.pipe(v.string(), v.maxLength(RUN_NAME_LENGTH))),
  pinned: v.boolean(),
  imported: v.boolean(),
  /** When it finished, in milliseconds since 1970. */
  savedAt: finite,
  plan: planSchema,
  dataset: v.object({ id: v.string(), name: v.string(), contentHash: v.string() }),
  /** Whether it was trained on with edits by hand, and whether its learning rate was changed by hand. */
  edited: v.boolean(),
  rateChanged: v.boolean(),
  test: v.nullable(
    v.object({
      accuracy: fraction,
      correct: count,
      total: positive,
      /** Training and validation, without pauses. */
      seconds: finite,
      stoppedAtStep: v.nullable(count),
      engine: engineSchema,
      device: deviceSchema,
    }),
  ),
});

export type RunEntry = v.InferOutput<typeof entry>;

/** The entry in `value`, or null: it is damaged, or a newer page wrote it. */
export function readRunEntry(value: unknown): RunEntry | null {
  const result = v.safeParse(entry, value);
  return result.success ? result.output : null;
}

/** What the list shows of a run. */
export function entryOf(
  run: RunFile,
  named: Pick<RunEntry, 'id' | 'number' | 'name' | 'pinned' | 'imported'>,
): RunEntry {
  const { plan, dataset, edited, marks, result } = run;
  return v.parse(entry, {
    ...named,
    version: RUN_ENTRY_VERSION,
    savedAt: Date.parse(run.savedAt),
    plan,
    dataset,
    edited: edited.length > 0,
    rateChanged: marks.length > 0,
    test: result,
  });
}

/** Why the newest change of the list was not stored; `all-pinned`: every run that could give way is pinned. */
export interface RunListProblem {
  reason: 'all-pinned' | 'full' | 'unavailable' | 'failed';
  detail: string;
}

/** A file that is not in the list, with the reason. */
export interface RefusedRunFile {
  file: string;
  /** `repeated`: it is the same as another one of the chosen files, the `detail`. */
  refusal: RunFileRefusal | { reason: 'too-large' | 'unread' | 'too-many' | 'repeated'; detail: string };
}

export interface FinishedRuns {
  /** In no particular order. */
  entries: readonly RunEntry[];
  /** Stored runs that can't be read. */
  unreadable: readonly { id: string; name: string }[];
  problem: RunListProblem | null;
}

/** A file of the person; a `File` is one. */
export interface RunFileSource {
  name: string;
  /** Bytes. */
  size: number;
  text(): Promise<string>;
}

export type RunListChange =
  /** An empty name gives the run its number back. */
  | { kind: 'rename'; run: string; name: string }
  | { kind: 'pin'; run: string; pinned: boolean }
  | { kind: 'delete'; runs: readonly string[] }
  /** Brings back what was deleted last. */
  | { kind: 'undelete' };
