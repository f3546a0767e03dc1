import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLE_TEST_INDICES } from '../src/contract/dataset.ts';
import { exampleLabels, examplePixels, readGreyPng } from './example-images.ts';

test('public/examples.png shows the dataset’s images, one of each class in the order of the labels', () => {
  expect(exampleLabels()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(new Set(EXAMPLE_TEST_INDICES).size).toBe(10);
  const file = readFileSync(resolve(import.meta.dirname, '../public/examples.png'));
  expect(file.length).toBeLessThan(8000);
  expect(readGreyPng(file, 280, 28)).toEqual(examplePixels());
});
