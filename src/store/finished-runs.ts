// The finished runs of this machine: the list, changes of it, and runs as files.

import type { RefusedRunFile, RunListChange } from '../contract/finished-runs.ts';
import type { RunFile } from '../contract/run-file.ts';
import type { WorkerRequest } from './worker-request.ts';

export interface ImportedRuns {
  /** How many of the files are stored; 0 where storage refused them all, and the list says why. */
  count: number;
  refused: readonly RefusedRunFile[];
}

export interface FinishedRunCommands {
  /** Reads the list again: another tab may have changed it. */
  listRuns(): Promise<void>;
  /** Whether the change was stored; the list says why not. */
  changeRuns(change: RunListChange): Promise<boolean>;
  /** Adds runs from files. Null where the request failed. */
  importRuns(files: readonly File[]): Promise<ImportedRuns | null>;
  /** Null for each run that can't be read. */
  runFiles(runs: readonly string[]): Promise<readonly (RunFile | null)[]>;
  /** The best weights of a run as a safetensors file; null without any. */
  runWeights(run: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

export function createFinishedRunCommands(request: WorkerRequest): FinishedRunCommands {
  return {
    async listRuns() {
      await request('runs', (id) => ({ type: 'list-runs', id }));
    },
    async changeRuns(change) {
      const answer = await request('runs', (id) => ({ type: 'change-runs', id, change }));
      return answer !== null && !answer.runs.problem;
    },
    async importRuns(files) {
      const answer = await request('runs', (id) => ({ type: 'import-runs', id, files }));
      if (!answer) return null;
      const { runs, refused } = answer;
      return { count: runs.problem ? 0 : files.length - refused.length, refused };
    },
    async runFiles(runs) {
      const answer = await request('run-files', (id) => ({ type: 'run-files', id, runs }));
      return answer?.files ?? runs.map(() => null);
    },
    async runWeights(run) {
      const answer = await request('exported', (id) => ({ type: 'run-weights', id, run }));
      return answer?.bytes ?? null;
    },
  };
}
