// Counts of passed and failed tests, read from the JSON reports of Vitest and Playwright.

import { readFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** A file that could not be loaded has no tests and counts as one failure. Throws when there is no report. */
export function countVitest(path: string): Counts {
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Tests that were skipped. Throws when there is no report. */
export function countSkippedVitest(path: string): number {
  return (JSON.parse(readFileSync(path, 'utf8')) as VitestReport).numPendingTests;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/** A test that passed only on a retry counts as failed, and so does an error outside of any test. */
export function countPlaywright(path: string): Counts {
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** Tests that were skipped. Throws when there is no report. */
export function countSkippedPlaywright(path: string): number {
  return (JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport).stats.skipped;
}
