// The kernels in double precision, in the browser.

import { testDoubleLoops } from './double-loops.fixture.ts';
import { browserHost } from './host.ts';

testDoubleLoops(browserHost);
