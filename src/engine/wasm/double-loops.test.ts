// The kernels in double precision, in Node.

import { nodeHost } from '../../../tools/wasm-host.ts';
import { testDoubleLoops } from './double-loops.fixture.ts';

testDoubleLoops(nodeHost);
