// Writes a run in the format that a person chose.

import type { ExportedFile, WriteRun } from './exported-run.ts';

export const writeRun: WriteRun = (format, run, weightFile, images): ExportedFile => {
  throw new Error(`not yet: ${format} ${run.language} ${weightFile.length} ${images?.labels.length}`);
};
