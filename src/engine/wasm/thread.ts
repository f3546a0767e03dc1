// Entry of a helper thread: an instance of the same kernels on the same memory, which waits for jobs until it is ended.

import { instantiate, type HelperStart } from './kernels.ts';

addEventListener('message', ({ data }: MessageEvent<HelperStart>) => {
  const kernels = instantiate(data.module, data.memory);
  kernels.configure(...data.configuration);
  postMessage('ready');
  try {
    kernels.help(data.seen);
  } catch (error) {
    // The first thread is blocked in the kernels and receives no error event.
    kernels.abandon();
    throw error;
  }
  close();
});
// A browser may deliver memory that it can't share as this event.
addEventListener('messageerror', () => {
  throw new Error('its start could not be read');
});
