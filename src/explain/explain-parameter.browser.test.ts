// The parts of a parameter's update add up to the new value of the engines on the GPU.

import { describe, expect, test } from 'vitest';
import { PRESET_NAMES, PRESETS } from '../contract/config.ts';
import { createEngine } from '../engine/choose.ts';
import { notAddedUp, presetSpec, randomIndices, recordStep } from './recorded-step.fixture.ts';

describe.each(['webgpu', 'tfjs'] as const)('%s', (engine) => {
  test.each(PRESET_NAMES)('%s', async (preset) => {
    const spec = { ...presetSpec(preset), maxBatch: 8 };
    const settings = { earlier: 3, batch: 8, learningRate: PRESETS[preset].lr };
    const step = await recordStep(await createEngine(engine, spec), spec, settings);
    expect(notAddedUp(step, spec, randomIndices(spec, 1000))).toEqual([]);
  });
});
