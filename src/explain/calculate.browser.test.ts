// The GPU engines' values and their parts, in a real browser on WebGPU's software adapter.

import { describe } from 'vitest';
import { createTfjsEngine } from '../engine/tfjs/tfjs-engine.ts';
import { createWebgpuEngine } from '../engine/webgpu/webgpu-engine.ts';
import { testReAdding } from './engine-values.fixture.ts';

describe('webgpu', () => {
  testReAdding(createWebgpuEngine, 1000);
});
describe('tfjs', () => {
  testReAdding(createTfjsEngine, 1000);
});
