// The one-cycle schedule against PyTorch's.

import { describe, expect, test } from 'vitest';
import { learningRateFactor } from './schedule.ts';

// Printed by PyTorch 1.13: OneCycleLR(SGD([p], lr=1), max_lr=1.0, total_steps=N, pct_start=0.3, div_factor=25,
// final_div_factor=1e4, cycle_momentum=False), reading param_groups[0]['lr'] before each optimizer step.
const PYTORCH: Record<number, Record<number, number>> = {
  1: { 0: 4e-6 },
  2: { 0: 0.811745653949763, 1: 4e-6 },
  3: { 0: 0.9944154354509117, 1: 0.46263710266697505, 2: 4e-6 },
  4: { 0: 0.040000000000000036, 1: 0.811745653949763, 2: 0.28306099820869923, 3: 4e-6 },
  10: {
    0: 0.040000000000000036,
    1: 0.52,
    2: 1,
    3: 0.9504846320134737,
    4: 0.8117456539497631,
    5: 0.6112620219362893,
    6: 0.38874197806371075,
    7: 0.18825834605023697,
    8: 0.049519367986526286,
    9: 4e-6,
  },
  100: {
    0: 0.040000000000000036,
    1: 0.042813780565907456,
    15: 0.5459866761210004,
    28: 0.9971862194340926,
    29: 1,
    30: 0.9994965352845243,
    31: 0.9979871550490316,
    60: 0.5892800902855287,
    98: 0.0005074647154757879,
    99: 4e-6,
  },
  7500: {
    0: 0.040000000000000036,
    1000: 0.4369423654158606,
    2249: 1,
    2250: 0.9999999104801395,
    5000: 0.46233874788964474,
    7499: 4e-6,
  },
};

describe('learningRateFactor', () => {
  test.each(Object.keys(PYTORCH).map(Number))("one-cycle over %i steps equals PyTorch's", (total) => {
    for (const [step, expected] of Object.entries(PYTORCH[total]!)) {
      const factor = learningRateFactor({ schedule: 'one-cycle' }, Number(step), total);
      // The cosine is right to 1e-13.
      expect(Math.abs(factor - expected), `step ${step}`).toBeLessThan(2e-13);
    }
  });

  test('constant is 1 at every step', () => {
    expect(learningRateFactor({ schedule: 'constant' }, 0, 10)).toBe(1);
    expect(learningRateFactor({ schedule: 'constant' }, 9, 10)).toBe(1);
  });
});
