// The entry of the worker that turns a person's files into a dataset. The page ends it when it is no longer needed.

import type { DataCommand } from '../contract/own-data.ts';
import { createDataReader } from './read-data.ts';
import { rethrowRejections } from './rethrow-rejections.ts';

rethrowRejections(self);
const take = createDataReader((answer, transfer) => self.postMessage(answer, { transfer }));
self.addEventListener('message', ({ data }: MessageEvent<DataCommand>) => take(data));
