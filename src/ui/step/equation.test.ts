// The equations of every optimizer, with numbers that can be checked by hand.

import { expect, test } from 'vitest';
import type { UpdateTerms } from '../../contract/explanation.ts';
import { equationText, termLines } from './equation.ts';

const base = { step: 2, learningRate: 0.01, before: 0.5, meanGradient: -0.2, decoupledDecay: 0 };

test('SGD with weight decay', () => {
  const terms: UpdateTerms = {
    ...base,
    weightDecay: 0.1,
    rule: {
      optimizer: 'sgd',
      decayTerm: 0.05,
      gradient: -0.15,
      momentum: 0.9,
      velocityBefore: -0.1,
      velocity: -0.24,
    },
    change: -0.0024,
    after: 0.5024,
  };
  expect(termLines({ terms, gradients: Float64Array.of(-0.3, -0.1) })).toEqual([
    { term: 'mean', text: '−0.400 / 2 = −0.200' },
    { term: 'gradient', text: '−0.200 + 0.1 × 0.500 = −0.150' },
    { term: 'velocity', text: '0.9 × (−0.100) + (−0.150) = −0.240' },
    { term: 'rate', text: '0.01' },
  ]);
  expect(equationText(terms)).toBe('0.5000 − 0.01 × (−0.240) = 0.5024');
});

const rule = {
  decayTerm: 0,
  gradient: -0.2,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  moment1Before: 0.01,
  moment2Before: 0.0001,
  moment1: -0.011,
  moment2: 0.0001399,
  correction1: 0.19,
  correction2: 0.001999,
  corrected1: -0.057895,
  corrected2: 0.069985,
};

test('Adam', () => {
  const terms: UpdateTerms = {
    ...base,
    weightDecay: 0,
    rule: { ...rule, optimizer: 'adam' },
    change: -0.0021884,
    after: 0.5021884,
  };
  expect(termLines({ terms, gradients: Float64Array.of(-0.3, -0.1) })).toEqual([
    { term: 'mean', text: '−0.400 / 2 = −0.200' },
    { term: 'moment1', text: '0.9 × 0.0100 + 0.1 × (−0.200) = −0.0110' },
    { term: 'moment2', text: '0.999 × 1.00×10⁻⁴ + 0.001 × (−0.200)² = 1.40×10⁻⁴' },
    { term: 'corrected1', text: '−0.0110 / 0.190 = −0.0579' },
    { term: 'corrected2', text: '1.40×10⁻⁴ / 0.00200 = 0.0700' },
    { term: 'rate', text: '0.01' },
  ]);
  expect(equationText(terms)).toBe('0.5000 − 0.01 × (−0.0579) / (√0.0700 + 10⁻⁸) = 0.5022');
});

test('AdamW subtracts its decay in the equation', () => {
  const terms: UpdateTerms = {
    ...base,
    before: -0.5,
    weightDecay: 0.03,
    rule: { ...rule, optimizer: 'adamw' },
    decoupledDecay: -0.00015,
    change: -0.0021884,
    after: -0.4976616,
  };
  expect(equationText(terms)).toBe(
    '−0.5000 − 0.01 × 0.03 × (−0.5000) − 0.01 × (−0.0579) / (√0.0700 + 10⁻⁸) = −0.4977',
  );
});
