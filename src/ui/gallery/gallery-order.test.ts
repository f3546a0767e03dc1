// Filters, orders and pages of the gallery.

import { describe, expect, test } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { EVERYTHING } from '../../store/gallery-query.ts';
import { everyImage, pageAt, selectImages, type Scores } from './gallery-order.ts';

const SMALL: Scores = {
  predicted: Uint8Array.of(0, 1, 2, 0, 1, 2),
  labels: Uint8Array.of(0, 1, 1, 2, 1, 2),
  confidence: Float32Array.of(0.5, 0.9, 0.3, 0.9, 0.7, 0.5),
};
const places = (change: Partial<typeof EVERYTHING>) => [...selectImages({ ...EVERYTHING, ...change }, SMALL)];

function tenThousand(): Scores {
  const random = randomStream(7, 'gallery');
  const labels = Uint8Array.from({ length: 10_000 }, () => random.below(10));
  const predicted = labels.map((label) => (random.unit() < 0.85 ? label : random.below(10)));
  // Hundredths, so that many are equal.
  const confidence = Float32Array.from(labels, () => Math.round(random.unit() * 100) / 100);
  return { labels, predicted, confidence };
}

describe('selectImages', () => {
  test('shows everything in dataset order at first', () => {
    expect(places({})).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('filters by outcome', () => {
    expect(places({ outcome: 'right' })).toEqual([0, 1, 4, 5]);
    expect(places({ outcome: 'wrong' })).toEqual([2, 3]);
  });

  test('filters by true and by predicted class, and by both', () => {
    expect(places({ trueClass: 1 })).toEqual([1, 2, 4]);
    expect(places({ predictedClass: 2 })).toEqual([2, 5]);
    expect(places({ trueClass: 1, predictedClass: 2 })).toEqual([2]);
    expect(places({ trueClass: 0, outcome: 'wrong' })).toEqual([]);
  });

  test('sorts by confidence both ways; equals stay in dataset order', () => {
    expect(places({ order: 'most-confident' })).toEqual([1, 3, 4, 0, 5, 2]);
    expect(places({ order: 'least-confident' })).toEqual([2, 0, 5, 4, 1, 3]);
  });

  test('agrees with array methods on 10,000 images', () => {
    const scores = tenThousand();
    const query = { ...EVERYTHING, outcome: 'wrong', order: 'least-confident' } as const;
    const expected = [...everyImage(10_000)]
      .filter((i) => scores.predicted[i] !== scores.labels[i])
      .sort((a, b) => scores.confidence[a]! - scores.confidence[b]! || a - b);
    expect(expected.length).toBeGreaterThan(1_000);
    expect([...selectImages(query, scores)]).toEqual(expected);
  });
});

describe('pageAt', () => {
  test('cuts pages and names the next one', () => {
    const page = pageAt(everyImage(10), 4, 4);
    expect(page).toEqual({ number: 1, count: 3, places: [4, 5, 6, 7], next: [8, 9] });
  });

  test('ends with a short page without a next one', () => {
    expect(pageAt(everyImage(10), 8, 4)).toEqual({ number: 2, count: 3, places: [8, 9], next: [] });
  });

  test('clamps positions outside', () => {
    expect(pageAt(everyImage(10), 1_000, 4).number).toBe(2);
    expect(pageAt(everyImage(10), -1, 4).number).toBe(0);
    expect(pageAt(everyImage(0), 3, 4)).toEqual({ number: 0, count: 1, places: [], next: [] });
  });

  test('still shows the first image when the page size changes', () => {
    for (const size of [12, 24]) expect(pageAt(everyImage(10_000), 240, size).places).toContain(240);
  });

  test('covers all 10,000 exactly once', () => {
    const seen = [];
    for (let first = 0; first < 10_000; first += 24)
      seen.push(...pageAt(everyImage(10_000), first, 24).places);
    expect(seen).toEqual([...everyImage(10_000)]);
  });
});
