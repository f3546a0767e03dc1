// Sends a weight file to the worker, and says what became of it.

import { formatMegabytes } from '../base/format.ts';
import type { Client } from '../client/client.ts';
import type { RunConfig } from '../contract/config.ts';
import { ARCHIVE_MEGABYTES, WEIGHT_FILE_MEGABYTES } from '../contract/weights-refusal.ts';
import type { LoadAnswer } from './answers.ts';
import { RequestFailedError, type PendingRequests } from './pending.ts';

/** Has the worker load `file` beside the page's configuration. A file above the limit of its kind is not even read. */
export async function loadWeights(
  file: File,
  client: Pick<Client, 'send'>,
  pending: PendingRequests,
  config: RunConfig,
): Promise<LoadAnswer> {
  const limit = /\.zip$/i.test(file.name) ? ARCHIVE_MEGABYTES : WEIGHT_FILE_MEGABYTES;
  if (file.size > limit * 2 ** 20) {
    const found = formatMegabytes(file.size);
    return { loaded: false, refusal: { reason: 'too-large', found, expected: `at most ${limit} MB` } };
  }
  const content = await readFile(file);
  if (!content) return { loaded: false, refusal: { reason: 'unread' } };
  const { id, answer } = pending.open('loaded');
  client.send({ type: 'load', id, name: file.name, bytes: new Uint8Array(content), config });
  try {
    const loaded = await answer;
    if (!loaded) return { loaded: false, refusal: { reason: 'busy' } };
    if (loaded.refusal) return { loaded: false, refusal: loaded.refusal };
    return { loaded: true, assumed: loaded.assumed };
  } catch (error) {
    if (!(error instanceof RequestFailedError)) throw error;
    return { loaded: false, refusal: { reason: 'failed' } };
  }
}

/** Null for a folder that was dropped, or a file that is gone. */
async function readFile(file: File): Promise<ArrayBuffer | null> {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
