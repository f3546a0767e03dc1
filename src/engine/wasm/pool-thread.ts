// Entry of a thread of a pool.

import type { PoolRequest } from './pool-messages.ts';
import { createPoolNetworks } from './pool-networks.ts';

const handle = createPoolNetworks((answer, transfer) => postMessage(answer, { transfer }));
addEventListener('message', ({ data }: MessageEvent<PoolRequest>) => handle(data));
// A browser may deliver memory that it can't share as this event.
addEventListener('messageerror', () => {
  throw new Error('a request could not be read');
});
