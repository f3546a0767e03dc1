// The rule of choice in every state. The probe's own states are in tfjs/adapter.test.ts.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import type { WebgpuStatus } from '../contract/messages.ts';
import { chooseEngine, createEngine, reportFor } from './choose.ts';
import type { EngineSpec } from './engine.ts';

const HARDWARE: WebgpuStatus = { state: 'hardware', adapter: 'NVIDIA ampere' };
const SOFTWARE: WebgpuStatus = { state: 'software', adapter: 'Google SwiftShader' };
const NONE: WebgpuStatus = { state: 'none', reason: 'no-adapter' };
const SPEC: EngineSpec = {
  model: PRESETS.article,
  optimizer: 'adam',
  weightDecay: 0,
  labelSmoothing: 0,
  maxBatch: 32,
};

afterEach(() => vi.unstubAllGlobals());

describe('the rule', () => {
  test.each([
    ['auto', HARDWARE, 'tfjs', 'hardware-gpu'],
    ['auto', SOFTWARE, 'reference', 'software-gpu'],
    ['auto', NONE, 'reference', 'no-webgpu'],
    ['tfjs', HARDWARE, 'tfjs', 'requested'],
    ['tfjs', SOFTWARE, 'tfjs', 'requested'],
    ['tfjs', NONE, 'reference', 'requested-missing'],
    ['reference', HARDWARE, 'reference', 'requested'],
    ['reference', NONE, 'reference', 'requested'],
  ] as const)('%s with %o gets %s: %s', (requested, webgpu, chosen, reason) => {
    expect(reportFor(requested, webgpu)).toMatchObject({ webgpu, chosen, reason });
  });

  test('names the device that will train', async () => {
    expect(reportFor('auto', HARDWARE).device).toBe('NVIDIA ampere');
    const engine = await createEngine('reference', SPEC);
    expect(reportFor('auto', NONE).device).toBe(engine.device);
    engine.dispose();
  });
});

test('asks this scope, and says what it found', async () => {
  vi.stubGlobal('isSecureContext', false);
  const insecure = { state: 'none', reason: 'insecure-context' };
  expect(await chooseEngine('auto')).toMatchObject({
    webgpu: insecure,
    chosen: 'reference',
    reason: 'no-webgpu',
  });
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
  expect(await chooseEngine('tfjs')).toMatchObject({ webgpu: NONE, reason: 'requested-missing' });
});
