// The page's end of the worker that reads photos: one worker for each photo. The photo never leaves the browser.

import { TrustedWorker as Worker } from '../browser/trusted-worker.ts';
import type { PhotoAnswer, PhotoRefusal } from '../contract/photo.ts';

/** Longer than the largest photo takes on a slow phone. */
const PATIENCE_MILLISECONDS = 20_000;

/** The image in `file`, or a refusal: also where the worker can't be fetched, fails, or does not answer. */
export function readPhoto(file: Blob): Promise<PhotoAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('../worker/photo-worker.ts', import.meta.url), {
      type: 'module',
      name: 'photo',
    });
    const end = (answer: PhotoAnswer) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const refuse = (refusal: PhotoRefusal) => end({ refusal });
    const timer = setTimeout(() => refuse('failed'), PATIENCE_MILLISECONDS);
    worker.addEventListener('message', ({ data }: MessageEvent<PhotoAnswer>) => end(data));
    // A script that can't be fetched gives a plain event; an error inside of the worker has a message.
    worker.addEventListener('error', ({ message }: Partial<ErrorEvent>) =>
      refuse(message ? 'failed' : 'not-loaded'),
    );
    worker.addEventListener('messageerror', () => refuse('failed'));
    worker.postMessage(file);
  });
}
