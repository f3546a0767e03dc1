// The entry of the worker that reads one photo. The page ends it after its answer.

import { readPhoto } from './read-photo.ts';

self.addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  try {
    self.postMessage(await readPhoto(data));
  } catch (error) {
    // A rejection stays inside of the worker; the page hears of an error that a task throws.
    setTimeout(() => {
      throw error;
    });
  }
});
