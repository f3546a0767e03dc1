// Entry of a pool's thread in Node. The page's is src/engine/wasm/pool-thread.ts.

import { parentPort } from 'node:worker_threads';
import { createPoolNetworks } from '../src/engine/wasm/pool-networks.ts';

const port = parentPort!;
const handle = createPoolNetworks((answer, transfer) => port.postMessage(answer, transfer));
port.on('message', handle);
