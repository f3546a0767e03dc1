// A run of a comparison, with the letter and the look that it has there.

import type { RunEntry } from '../../../contract/finished-runs.ts';
import type { RunFile } from '../../../contract/run-file.ts';

export interface ComparedRun {
  /** Its place among the compared runs, which decides its look. */
  look: number;
  /** A, B, … */
  letter: string;
  name: string;
  entry: RunEntry;
  file: RunFile;
}
