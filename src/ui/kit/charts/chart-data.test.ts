import { describe, expect, it } from 'vitest';
import { epochTicks, logTicks, lossTicks, roundTicks, stepRows, STEP_ROWS } from './chart-data.ts';

describe('stepRows', () => {
  it('places steps in epochs', () => {
    expect(stepRows([4, 3, 2], 2)).toEqual([
      { x: 0.25, step: 4 },
      { x: 0.75, step: 3 },
      { x: 1.25, step: 2 },
    ]);
  });

  it('thins a long run and keeps its mean', () => {
    const steps = Float32Array.from({ length: 4096 }, (_, i) => i % 2);
    const rows = stepRows(steps, 1024);
    expect(rows.length).toBeLessThanOrEqual(STEP_ROWS);
    expect(rows.every((row) => row.step === 0.5)).toBe(true);
    expect(rows.at(-1)!.x).toBeLessThanOrEqual(4);
  });

  it('is empty before the first step', () => expect(stepRows([], 10)).toEqual([]));
});

describe('epochTicks', () => {
  it('labels every epoch of a short run', () => expect(epochTicks(5)).toEqual([0, 1, 2, 3, 4, 5]));
  it('ends at the last epoch, with room before it', () => {
    expect(epochTicks(1)).toEqual([0, 1]);
    expect(epochTicks(20)).toEqual([0, 5, 10, 15, 20]);
    expect(epochTicks(21)).toEqual([0, 5, 10, 15, 21]);
    expect(epochTicks(200)).toEqual([0, 50, 100, 150, 200]);
  });
});

describe('roundTicks', () => {
  it('are round and end at or before the end', () => {
    expect(roundTicks(6)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(roundTicks(7.3)).toEqual([0, 2, 4, 6]);
    expect(roundTicks(0.42)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(roundTicks(3600)).toEqual([0, 1000, 2000, 3000]);
  });
  it('are few, however large the end is', () => expect(roundTicks(1e300)).toHaveLength(6));
});

describe('lossTicks', () => {
  const ticks = (...losses: number[]) =>
    lossTicks({ steps: losses.map((step, x) => ({ x, step })), epochRows: [], best: null });
  it('reaches above every row', () => {
    expect(ticks(2.31, 0.4)).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(ticks(0.05)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05]);
    expect(ticks(1e4)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
  });
  it('shows the loss of random guessing before the first step', () => {
    expect(ticks()).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
  });
});

describe('logTicks', () => {
  const ticks = (...losses: number[]) =>
    logTicks({ steps: losses.map((step, x) => ({ x, step })), epochRows: [], best: null });
  it('encloses every row', () => {
    expect(ticks(2.31, 0.4)).toEqual([0.2, 0.5, 1, 2, 5]);
    expect(ticks(0.5, 0.5)).toEqual([0.5, 1]);
    expect(ticks(2.3, 0.05)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
  });
  it('uses powers of ten alone over a wide range', () => {
    expect(ticks(2.31, 0.0004)).toEqual([0.0001, 0.001, 0.01, 0.1, 1, 10]);
  });
  it('leaves out zero, which has no logarithm', () => {
    expect(ticks(0, 0.3, 0.9)).toEqual([0.2, 0.5, 1]);
    expect(ticks()).toEqual([0.1, 0.2, 0.5, 1, 2, 5]);
  });
});
