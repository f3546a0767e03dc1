// Seals a checkpoint with a digest of its numbers, and verifies one that comes back from storage.

import {
  readCheckpoint,
  summarizeCheckpoint,
  type Checkpoint,
  type SavedRunProblem,
  type SavedRunReport,
} from '../../contract/checkpoint.ts';
import { sha256Hex } from '../../dataset/verify.ts';
import type { StoredRun } from '../../storage/run-store.ts';

/** A run that can be resumed. */
export interface ResumableRun {
  checkpoint: Checkpoint;
  /** One value per step. */
  losses: Float32Array;
  accuracies: Float32Array;
}

/** A checkpoint before it is saved. */
export type UnsealedCheckpoint = Omit<Checkpoint, 'digest' | 'version' | 'savedAt'>;

export type OpenedRun = ResumableRun | { problem: SavedRunProblem; detail: string };

export function isResumable(opened: OpenedRun | null): opened is ResumableRun {
  return opened !== null && !('problem' in opened);
}

/** SHA-256 of all weights and optimizer moments. */
export async function digestOf({
  state,
  best,
  initial,
}: Pick<Checkpoint, 'state' | 'best' | 'initial'>): Promise<string> {
  const states = [state, ...(best ? [best.state] : [])];
  const arrays = states.flatMap(({ parameters, moment1, moment2 }) => [parameters, moment1, moment2]);
  const parts = [...arrays, ...(initial ? [initial] : [])];
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return sha256Hex(bytes);
}

/** Checks `stored` against its schema, the length of its history and its digest. */
export async function openStoredRun({ checkpoint, losses, accuracies }: StoredRun): Promise<OpenedRun> {
  const read = readCheckpoint(checkpoint);
  if ('problem' in read) return read;
  const damaged = (detail: string) => ({ problem: 'damaged' as const, detail });
  const { step, digest } = read.checkpoint;
  if (losses.length !== step || accuracies.length !== step) {
    return damaged(`a history of ${losses.length} steps instead of ${step}`);
  }
  if ((await digestOf(read.checkpoint)) !== digest) return damaged('the weights do not match their digest');
  return { checkpoint: read.checkpoint, losses, accuracies };
}

/** The run that was saved later: another tab may have trained on since this one's was saved. */
export function newest(memory: ResumableRun | null, stored: OpenedRun | null): OpenedRun | null {
  if (!memory || !stored || 'problem' in stored) return memory ?? stored;
  return stored.checkpoint.savedAt > memory.checkpoint.savedAt ? stored : memory;
}

export function reportOf(opened: OpenedRun | null): SavedRunReport {
  if (!opened) return { state: 'none' };
  if ('problem' in opened) return { state: 'refused', ...opened };
  return { state: 'saved', run: summarizeCheckpoint(opened.checkpoint) };
}
