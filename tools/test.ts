// `npm test` runs every part in order, also after one failed. `npm run check` (`--quick`) runs the parts that need no
// browser and no training. The last line is `N passed, N failed`: each test of the suites and each other part counts one.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf } from '../src/base/errors.ts';
import { findBrowser } from './browser.ts';
import {
  countPlaywright,
  countSkippedPlaywright,
  countSkippedVitest,
  countVitest,
  type Counts,
} from './reports.ts';

const ROOT = resolve(import.meta.dirname, '..');
const REPORTS = join(ROOT, '.cache/test-reports');

/** Parameters that make a script write a report, and how to count it. */
interface Report {
  parameters: string[];
  environment?: Record<string, string>;
  count: () => Counts;
  /** Of tests that print why they were skipped. */
  skipped?: () => number;
  /** Whether the part may pass with all of its tests skipped. */
  mayBeSkipped?: boolean;
}

interface Part {
  /** The package script that runs it. */
  script: string;
  /** Time limit; a part that exceeds it is ended and counts as failed. */
  minutes: number;
  needsBrowser?: boolean;
  /** Part of `npm run check`. */
  quick?: boolean;
  /** A part without a report counts as one check. */
  report?: Report;
}

function vitestReport(name: string): Report {
  const output = join(REPORTS, `${name}.json`);
  return {
    parameters: ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`],
    count: () => countVitest(output),
  };
}

/** Skips its tests, and prints why, where the machine has no Python for them. */
function pythonReport(): Report {
  const output = join(REPORTS, 'python.json');
  return { ...vitestReport('python'), skipped: () => countSkippedVitest(output), mayBeSkipped: true };
}

const END_TO_END = join(REPORTS, 'e2e.json');

const PARTS: Part[] = [
  { script: 'test:format', minutes: 1, quick: true },
  { script: 'test:lint', minutes: 3, quick: true },
  { script: 'test:types', minutes: 3, quick: true },
  { script: 'test:dead', minutes: 2, quick: true },
  { script: 'test:unit', minutes: 15, quick: true, report: vitestReport('unit') },
  { script: 'test:sessions', minutes: 15, report: vitestReport('sessions') },
  { script: 'test:runs', minutes: 28, report: vitestReport('runs') },
  { script: 'test:python', minutes: 20, report: pythonReport() },
  { script: 'test:browser', minutes: 20, needsBrowser: true, report: vitestReport('browser') },
  { script: 'test:build', minutes: 3 },
  {
    script: 'test:e2e',
    minutes: 40,
    needsBrowser: true,
    report: {
      parameters: ['--reporter=list,json'],
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: END_TO_END },
      count: () => countPlaywright(END_TO_END),
      skipped: () => countSkippedPlaywright(END_TO_END),
    },
  },
];

/** Runs a package script and shows its output. Resolves to whether it succeeded in time. */
function runScript(part: Part, environment: Record<string, string>): Promise<boolean> {
  const parameters = part.report ? ['--', ...part.report.parameters] : [];
  return new Promise((done) => {
    // A process group of its own, so that servers and browsers end with it.
    const child = spawn('npm', ['run', '--silent', part.script, ...parameters], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, ...environment, ...part.report?.environment },
    });
    const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
    const timer = setTimeout(() => {
      console.error(`${part.script}: not done after ${part.minutes} minutes`);
      end();
    }, part.minutes * 60_000);
    process.once('SIGINT', end);
    child.once('error', () => done(false));
    child.once('exit', (code) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', end);
      done(code === 0);
    });
  });
}

/** Runs a part. A part that fails counts at least one failure, whatever its report says. */
async function runPart(
  part: Part,
  environment: Record<string, string>,
): Promise<Counts & { skipped?: number }> {
  const ok = await runScript(part, environment);
  if (!part.report) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counts: Counts;
  let skipped: number;
  try {
    counts = part.report.count();
    skipped = part.report.skipped?.() ?? 0;
  } catch (error) {
    console.error(`${part.script}: no report (${String(error)})`);
    return { passed: 0, failed: 1 };
  }
  if (skipped > 0) console.log(`${part.script}: ${skipped} tests were skipped; the reason is printed above`);
  if (!ok && counts.failed === 0) return { ...counts, failed: 1, skipped };
  const counted = counts.passed + counts.failed + (part.report.mayBeSkipped ? skipped : 0);
  if (counted === 0) return { passed: 0, failed: 1 };
  return { ...counts, skipped };
}

async function main(): Promise<void> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const environment: Record<string, string> = {};
  const total: Counts = { passed: 0, failed: 0 };
  const lines: string[] = [];
  const quick = process.argv.includes('--quick');
  for (const part of PARTS) {
    if (quick && !part.quick) continue;
    console.log(`\n── ${part.script}`);
    const start = performance.now();
    let counts: Counts & { skipped?: number };
    try {
      if (part.needsBrowser) environment.CHROMIUM_PATH ??= await findBrowser();
      counts = await runPart(part, environment);
    } catch (error) {
      console.error(messageOf(error));
      counts = { passed: 0, failed: 1 };
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const { passed, failed, skipped = 0 } = counts;
    const besides = skipped > 0 ? `, ${skipped} skipped` : '';
    lines.push(
      `${part.script.padEnd(14)}${seconds.padStart(7)} s  ${passed} passed, ${failed} failed${besides}`,
    );
  }
  console.log(`\n${lines.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}

await main();
