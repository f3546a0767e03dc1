// A helper thread's entry: an instance of the same kernels on the same memory, waiting for jobs until it is told to end.

import type { HelperStart } from './host.ts';
import { instantiate } from './kernels.ts';

addEventListener('message', ({ data }: MessageEvent<HelperStart>) => {
  const kernels = instantiate(data.module, data.memory);
  kernels.configure(...data.configuration);
  postMessage('ready');
  try {
    kernels.help(data.seen);
  } catch (error) {
    // The first thread is blocked and hears of nothing else.
    kernels.giveUp();
    throw error;
  }
  close();
});
