// The counts of `npm test`: every failure is counted.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countPlaywright, countSkippedPlaywright, countSkippedVitest, countVitest } from './reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(report: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return path;
}

test('a Vitest file that did not load counts as a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}, {}] },
    { status: 'passed', assertionResults: [{}] },
  ];
  const path = file({ numPassedTests: 2, numFailedTests: 1, testResults });
  expect(countVitest(path)).toEqual({ passed: 2, failed: 2 });
});

test('a flaky Playwright test and an error outside of tests count as failures', () => {
  const path = file({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] });
  expect(countPlaywright(path)).toEqual({ passed: 5, failed: 3 });
  expect(countSkippedPlaywright(path)).toBe(3);
});

test('skipped tests are neither passed nor failed', () => {
  const path = file({ numPassedTests: 2, numFailedTests: 0, numPendingTests: 3, testResults: [] });
  expect(countVitest(path)).toEqual({ passed: 2, failed: 0 });
  expect(countSkippedVitest(path)).toBe(3);
});

test('a missing report throws', () => {
  expect(() => countVitest(join(folder, 'none.json'))).toThrow('ENOENT');
});
