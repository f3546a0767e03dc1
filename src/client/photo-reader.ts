// The page's end of the worker that reads photographs: one for each, ended with its answer. The photograph goes nowhere else.

import { TrustedWorker as Worker } from '../browser/trusted-worker.ts';
import type { PhotoAnswer } from '../contract/photo.ts';

/** Longer than the largest photograph takes on a slow phone. */
const PATIENCE_MILLISECONDS = 20_000;

/** Never rejects: a worker that can't be had, dies over a file, or says nothing leaves the file unread. */
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
    const timer = setTimeout(() => end({ refusal: 'unread' }), PATIENCE_MILLISECONDS);
    worker.addEventListener('message', ({ data }: MessageEvent<PhotoAnswer>) => end(data));
    worker.addEventListener('error', () => end({ refusal: 'unread' }));
    worker.addEventListener('messageerror', () => end({ refusal: 'unread' }));
    worker.postMessage(file);
  });
}
