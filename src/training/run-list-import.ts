// Reads files of runs that the person chose.

import { messageOf } from '../base/errors.ts';
import type { RefusedRunFile, RunFileSource } from '../contract/finished-runs.ts';
import { parseRunFile, RUN_FILE_BYTES } from '../contract/run-file.ts';
import { sha256Hex } from '../dataset/verify.ts';
import type { ImportedRun } from './run-list-changes.ts';

/** Hexadecimal digits of an id. */
const ID_LENGTH = 24;

/** The runs in `sources`, each with an id that follows from its content, and the files that are refused. */
export async function readSources(
  sources: readonly RunFileSource[],
): Promise<{ files: ImportedRun[]; refused: RefusedRunFile[] }> {
  const files: ImportedRun[] = [];
  const refused: RefusedRunFile[] = [];
  for (const source of sources) {
    const read = await readSource(source);
    if ('refusal' in read) refused.push(read);
    else files.push(read);
  }
  return { files, refused };
}

async function readSource(source: RunFileSource): Promise<ImportedRun | RefusedRunFile> {
  const { name: file, size } = source;
  // A larger file is not even read.
  if (size > RUN_FILE_BYTES) {
    const detail = `${size} bytes, at most ${RUN_FILE_BYTES}`;
    return { file, refusal: { reason: 'too-large', detail } };
  }
  let text: string;
  try {
    text = await source.text();
  } catch (error) {
    // A folder, or a file that is gone.
    if (!(error instanceof DOMException)) throw error;
    return { file, refusal: { reason: 'unread', detail: messageOf(error) } };
  }
  const read = parseRunFile(text);
  if ('refusal' in read) return { file, refusal: read.refusal };
  const hash = await sha256Hex(new TextEncoder().encode(text));
  return { id: `imported-${hash.slice(0, ID_LENGTH)}`, name: nameIn(file), file, run: read.run };
}

/** Null for `run.json` and for copies of it that the browser has numbered. */
function nameIn(file: string): string | null {
  const name = file.replace(/(?:\.run)?\.json$/i, '').trim();
  return /^(?:run(?: ?\(\d+\))?)?$/i.test(name) ? null : name;
}
