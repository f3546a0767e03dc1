import { describe, expect, it, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { bestEpochOf, chanceCause, chanceLoss, isChance, liftedLossOf, overfittingOf } from './diagnosis.ts';
import { epochWith } from './finished-run.fixture.ts';

test('guessing ends at 12%', () => {
  expect([0, 0.1, 0.12, 0.13].map((accuracy) => isChance(accuracy, 10))).toEqual([true, true, true, false]);
});

test('with other numbers of classes guessing ends as many standard errors above its mean', () => {
  expect(isChance(0.12, 10)).toBe(true);
  expect(isChance(0.1201, 10)).toBe(false);
  for (const classes of [2, 3, 36, 100]) {
    const mean = 1 / classes;
    const error = Math.sqrt((mean * (1 - mean)) / 3000);
    expect(isChance(mean + 3.6 * error, classes)).toBe(true);
    expect(isChance(mean + 3.7 * error, classes)).toBe(false);
  }
});

test('the loss of guessing is the logarithm of the number of classes', () => {
  expect([2, 10, 36].map(chanceLoss)).toEqual([Math.log(2), Math.log(10), Math.log(36)]);
  const confusion = { validationConfusion: new Uint16Array(36 ** 2) };
  const plan = {
    config: { ...PRESETS.article, lr: 0.003 },
    start: { kind: 'seed' } as const,
    stepsPerEpoch: 1500,
  };
  expect(chanceCause(plan, [epochWith(1, { trainLoss: 3.6, ...confusion })], []).kind).toBe('settings');
  expect(chanceCause(plan, [epochWith(1, { trainLoss: 3.8, ...confusion })], []).kind).toBe('rate-too-high');
  const best = epochWith(1, { validationAccuracy: 0.1, ...confusion });
  expect(bestEpochOf([best])).toBe(best);
});

test('no epoch at the level of guessing is the best', () => {
  const first = epochWith(1, { validationAccuracy: 0.1 });
  const second = epochWith(2, { validationAccuracy: 0.6 });
  const third = epochWith(3, { validationAccuracy: 0.5, best: false });
  expect(bestEpochOf([])).toBeUndefined();
  expect(bestEpochOf([first])).toBeUndefined();
  expect(bestEpochOf([first, second, third])).toBe(second);
});

describe('the cause of a run at the level of guessing', () => {
  const plan = (lr: number, change = {}) => ({
    config: { ...PRESETS.article, lr, ...change },
    start: { kind: 'seed' } as const,
    stepsPerEpoch: 1500,
  });
  const epochs = [epochWith(1, { trainLoss: chanceLoss(10) })];

  it('is a learning rate outside of what is usual for the optimizer', () => {
    expect(chanceCause(plan(0.05), epochs, [])).toEqual({ kind: 'rate-too-high', rate: 0.05, better: 0.001 });
    expect(chanceCause(plan(1e-6), epochs, [])).toEqual({ kind: 'rate-too-low', rate: 1e-6, better: 0.001 });
    expect(chanceCause(plan(0.001, { optimizer: 'sgd' }), epochs, []).kind).toBe('rate-too-low');
    expect(chanceCause(plan(0.05, { optimizer: 'sgd' }), epochs, []).kind).toBe('settings');
  });

  it('is the highest rate of a run whose rate was changed', () => {
    const marks = [
      { step: 10, value: 0.5 },
      { step: 20, value: 0.001 },
    ];
    expect(chanceCause(plan(0.001), epochs, marks)).toEqual({
      kind: 'rate-too-high',
      rate: 0.5,
      better: 0.001,
    });
  });

  it('is the rate if the training loss is above that of guessing', () => {
    expect(chanceCause(plan(0.003), [epochWith(1, { trainLoss: 2.5 })], []).kind).toBe('rate-too-high');
    expect(chanceCause(plan(0.003), epochs, []).kind).toBe('settings');
    expect(chanceCause(plan(PRESETS.article.lr), epochs, []).kind).toBe('unknown');
  });

  it('is too few steps in a short run', () => {
    expect(chanceCause(plan(0.001), [epochWith(1, { step: 400 })], [])).toEqual({
      kind: 'too-few-steps',
      steps: 400,
      epochs: 6,
    });
  });
});

describe('overfitting', () => {
  const run = (losses: number[], trainAccuracy = 0.95) =>
    losses.map((validationLoss, i) => epochWith(i + 1, { validationLoss, trainAccuracy }));

  it('is a validation loss that rises clearly from its minimum', () => {
    expect(overfittingOf(run([0.5, 0.4, 0.42, 0.45]))?.epoch).toBe(2);
  });

  it.each([
    ['a loss that still falls', run([0.5, 0.4, 0.35])],
    ['a rise of less than a tenth', run([0.5, 0.4, 0.42, 0.43])],
    ['one noisy epoch', run([0.5, 0.4, 0.6])],
    ['training accuracy near the validation accuracy', run([0.5, 0.4, 0.42, 0.45], 0.87)],
    ['no epoch', []],
  ])('is not %s', (_, epochs) => expect(overfittingOf(epochs)).toBeNull());
});

describe('a training loss above the validation loss', () => {
  const higher = [epochWith(5, { trainLoss: 0.617, validationLoss: 0.418 })];

  it('has its causes from the configuration', () => {
    expect(liftedLossOf(PRESETS.sprint, higher)).toEqual({
      epoch: 5,
      trainLoss: 0.617,
      validationLoss: 0.418,
      smoothing: { value: 0.05, least: expect.closeTo(0.2824, 4) as number },
      augmentation: null,
      synthetic: false,
    });
    expect(liftedLossOf(PRESETS.sketch, higher)).toMatchObject({ augmentation: 'both', synthetic: true });
    expect(liftedLossOf({ ...PRESETS.article, shift: 2 }, higher)).toMatchObject({ augmentation: 'shift' });
    expect(liftedLossOf({ ...PRESETS.article, flip: true }, higher)).toMatchObject({ augmentation: 'flip' });
    expect(liftedLossOf(PRESETS.article, higher)).toMatchObject({ smoothing: null, augmentation: null });
  });

  it('is explained only where it is above, in the last epoch, of a network that learns', () => {
    const equal = epochWith(6);
    expect(liftedLossOf(PRESETS.sprint, [])).toBeNull();
    expect(liftedLossOf(PRESETS.sprint, [...higher, equal])).toBeNull();
    expect(liftedLossOf(PRESETS.sprint, [epochWith(1, { trainLoss: 0.405 })])).toBeNull();
    expect(
      liftedLossOf(PRESETS.sprint, [epochWith(1, { trainLoss: 60, validationAccuracy: 0.1 })]),
    ).toBeNull();
  });
});
