// The entry of the worker that reads one photo. The page ends it after its answer.

import { readPhoto } from './read-photo.ts';
import { rethrowRejections } from './rethrow-rejections.ts';

rethrowRejections(self);
self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void readPhoto(data).then((answer) => self.postMessage(answer));
});
