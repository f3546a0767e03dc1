import { describe, expect, it } from 'vitest';
import {
  durationParts,
  formatBytes,
  formatCount,
  formatLearningRate,
  formatLoss,
  formatMegabytes,
  formatPercent,
  formatPoints,
  formatShort,
  formatTenths,
} from './format.ts';

describe('formatCount', () => {
  it('groups by thousands', () => {
    expect([0, 999, 1000, 61706, 1131960].map(formatCount)).toEqual([
      '0',
      '999',
      '1,000',
      '61,706',
      '1,131,960',
    ]);
  });
});

describe('formatPoints', () => {
  it('always has a sign', () => {
    expect([0.012, -0.0079, 0.0004, -0.0004, 0].map(formatPoints)).toEqual([
      '+1.2',
      '−0.8',
      '±0.0',
      '±0.0',
      '±0.0',
    ]);
  });
});

describe('formatPercent', () => {
  it('has two decimals', () => expect(formatPercent(0.8411)).toBe('84.11%'));
  it('gives 100% to 1 alone', () => {
    expect(formatPercent(1)).toBe('100.00%');
    expect(formatPercent(0.99999)).toBe('99.99%');
    expect(formatPercent(0.9999, 0)).toBe('99%');
  });
});

describe('formatBytes', () => {
  it('changes the unit before the number reaches four digits', () => {
    expect([640, 999.6, 7300, 999_949, 999_950, 30_900_000].map(formatBytes)).toEqual([
      '640 B',
      '1.0 kB',
      '7.3 kB',
      '999.9 kB',
      '1.0 MB',
      '30.9 MB',
    ]);
  });
});

describe('formatMegabytes', () => {
  it('counts in powers of two, and rounds up', () => {
    expect([314_572_800, 4 * 2 ** 20, 4 * 2 ** 20 + 1, 1].map(formatMegabytes)).toEqual([
      '300 MB',
      '4 MB',
      '4.1 MB',
      '0.1 MB',
    ]);
  });
});

describe('formatLearningRate', () => {
  it('is short', () => {
    expect([0.001, 0.0005, 0.00333333, 1e-7, 10].map(formatLearningRate)).toEqual([
      '0.001',
      '0.0005',
      '0.00333',
      '1e-7',
      '10',
    ]);
  });
});

describe('formatLoss and formatShort', () => {
  it('have about as many digits as are significant', () => {
    expect(formatLoss(0.43217)).toBe('0.4322');
    expect(formatLoss(1234567)).toBe('1.23e+6');
    expect(formatLoss(NaN)).toBe('NaN');
    expect([0.824, 7.41, 24.04, 4444.4].map(formatShort)).toEqual(['0.82', '7.41', '24.0', '4,444']);
  });
});

describe('durationParts', () => {
  it('carries from seconds to hours', () => {
    expect(durationParts(59.6)).toEqual({ hours: 0, minutes: 1, seconds: 0 });
    expect(durationParts(3723)).toEqual({ hours: 1, minutes: 2, seconds: 3 });
    expect(durationParts(-1)).toEqual({ hours: 0, minutes: 0, seconds: 0 });
  });
});

describe('formatTenths', () => {
  it('never gives 0.0', () => {
    expect([0.34, 0.94, 0.004].map(formatTenths)).toEqual(['0.3', '0.9', '0.1']);
  });
});
