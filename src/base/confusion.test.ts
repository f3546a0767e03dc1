import { describe, expect, it } from 'vitest';
import { confusionOf, confusionScores } from './confusion.ts';
import { randomStream } from './random.ts';

describe('confusionOf', () => {
  it('counts by true and by predicted class', () => {
    expect([...confusionOf([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 2, 2], 3)]).toEqual([1, 1, 0, 0, 1, 0, 1, 0, 2]);
  });
});

describe('confusionScores', () => {
  it('agrees with a calculation by hand', () => {
    const { total, correct, accuracy, classes, mean } = confusionScores([8, 2, 0, 1, 9, 0, 3, 0, 7]);
    expect([total, correct]).toEqual([30, 24]);
    expect(accuracy).toBe(0.8);
    expect(classes[0]).toEqual({ recall: 8 / 10, precision: 8 / 12, f1: 16 / 22 });
    expect(classes[1]).toEqual({ recall: 9 / 10, precision: 9 / 11, f1: 18 / 21 });
    expect(classes[2]).toEqual({ recall: 7 / 10, precision: 1, f1: 14 / 17 });
    expect(mean.recall).toBeCloseTo(0.8, 12);
  });

  it('has no score where nothing is counted', () => {
    const { classes, mean } = confusionScores([4, 0, 0, 2, 0, 0, 0, 0, 0]);
    expect(classes[0]).toEqual({ recall: 1, precision: 4 / 6, f1: 0.8 });
    expect(classes[1]).toEqual({ recall: 0, precision: null, f1: 0 });
    expect(classes[2]).toEqual({ recall: null, precision: null, f1: null });
    expect(mean).toEqual({ recall: 0.5, precision: 4 / 6, f1: 0.4 });
    expect(confusionScores([0, 0, 0, 0]).accuracy).toBeNull();
  });

  it('agrees with a plain count of 10,000 predictions', () => {
    const random = randomStream(3, 'confusion');
    const labels = Uint8Array.from({ length: 10_000 }, () => random.below(10));
    const predicted = labels.map((label) => (random.unit() < 0.8 ? label : random.below(10)));
    const { correct, classes } = confusionScores(confusionOf(labels, predicted, 10));
    expect(correct).toBe(labels.filter((label, i) => label === predicted[i]).length);
    const shirts = [...predicted.keys()].filter((i) => predicted[i] === 6);
    expect(classes[6]!.precision).toBe(shirts.filter((i) => labels[i] === 6).length / shirts.length);
  });
});
