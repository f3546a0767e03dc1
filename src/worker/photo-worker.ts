// The entry of the worker that reads one photo. The page ends it after its answer.

import { readPhoto } from './read-photo.ts';

self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  readPhoto(data).then(
    (answer) => self.postMessage(answer),
    // A rejection stays inside of the worker; the page hears of an error that a task throws.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
