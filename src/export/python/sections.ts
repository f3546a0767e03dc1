// The sections of train.py, which are the notebook's cells. A section begins with a line `# %% name`.

import { TRAIN_SECTIONS } from './source.ts';

const MARK = /^# %% (\w+)\n/gm;

/** The code of a section without its mark and without empty lines around it. Throws a RangeError for an unknown name. */
export function sectionOf(name: string): string {
  const parts = TRAIN_SECTIONS.split(MARK);
  // Between the marks: the text before the first one, then names and codes in turn.
  const at = parts.findIndex((part, i) => i % 2 === 1 && part === name);
  const code = parts[at + 1];
  if (at === -1 || code === undefined) throw new RangeError(`train.py has no section ${name}`);
  return code.trim();
}
