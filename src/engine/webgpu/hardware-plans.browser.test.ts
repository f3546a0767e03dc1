// The plans for GPUs in hardware, on WebGPU's software adapter in a real browser. Compiling the fused kernel takes seconds.

import { afterEach, vi } from 'vitest';
import { testPlan } from './plan-suite.fixture.ts';

afterEach(() => vi.restoreAllMocks());

testPlan('fused', 2);
testPlan('layered', 8);
