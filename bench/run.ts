// `npm run bench [-- --json FILE] [--seconds N] [--only a,b] [--batches 8,128] [--gpu]`: Classic LeNet's step in this
// project's engines and in their peers, in one run on one machine. N: timed seconds of each system that is not slow.
// --batches: also the wasm engine, PyTorch and C with these batches, on the CPU. --gpu: on the machine's GPU; fails where
// the browser has none.

import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { messageOf } from '../src/base/errors.ts';
import { BROWSER_FLAGS, findBrowser, REAL_GPU_FLAGS, SOFTWARE_GPU_FLAGS } from '../tools/browser.ts';
import { takeFirstSteps, findFault, type StartState } from './check.ts';
import { startInPage, type Contestant } from './contestant.ts';
import { BATCH } from './material.ts';
import { measure } from './measure.ts';
import { startNative } from './native.ts';
import { describePytorch, findPython, formatBuild, startInPython, type PytorchBuild } from './python.ts';
import { servePage } from './serve.ts';
import { BROWSER_GPU_SYSTEMS, SYSTEMS, systemsOfBatch, type System } from './systems.ts';
import {
  formatBatches,
  formatRatios,
  formatRows,
  makeRatios,
  makeRow,
  type Ratio,
  type Row,
} from './table.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    batches: { type: 'string', default: '' },
    gpu: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const systems = values.gpu ? BROWSER_GPU_SYSTEMS : SYSTEMS;
const chosen = values.only?.split(',') ?? systems.map(({ name }) => name);
const unknown = chosen.filter((name) => !systems.some((system) => system.name === name));
const batches = values.batches === '' ? [] : values.batches.split(',').map(Number);
const isBatch = (batch: number) => Number.isInteger(batch) && batch >= 1 && batch <= 512;
if (unknown.length > 0 || !(seconds > 0) || !batches.every(isBatch)) {
  console.error(`There are ${systems.map(({ name }) => name).join(', ')}; --seconds is a number above 0.`);
  console.error('--batches are integers from 1 to 512.');
  process.exit(2);
}

interface Failure {
  system: string;
  message: string;
}

const rows: Row[] = [];
const failures: Failure[] = [];
const ratios: Ratio[] = [];
let pytorch: PytorchBuild | null = null;
let python: string | Error | null = null;

const served = await servePage();
// WebGL without a GPU needs a flag as well.
const gpuFlags = values.gpu ? REAL_GPU_FLAGS : [...SOFTWARE_GPU_FLAGS, '--enable-unsafe-swiftshader'];
const args = [...BROWSER_FLAGS, ...gpuFlags];
const browser = await chromium.launch({ executablePath: await findBrowser(), args });
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGigabytes: Math.round(totalmem() / 1e9),
  browser: `Chromium ${browser.version()}`,
  node: process.version,
  date: new Date().toISOString(),
  loadBefore: loadavg()[0]!,
};
console.log(
  Object.entries(machine)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n'),
);

try {
  const page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(`page: ${message.text()}`));
  await page.goto(served.url);
  if (values.gpu) await requireGpu(page);
  const selected = systems.filter(({ name }) => chosen.includes(name));
  if (selected.some(({ program }) => program === 'pytorch')) preparePython();
  for (const batch of [...new Set([BATCH, ...batches])].toSorted((a, b) => a - b)) {
    const expected = await reference(page, batch);
    const all =
      batch === BATCH ? selected : systemsOfBatch(batch).filter(({ name }) => chosen.includes(name));
    await compete(
      all.filter(({ paired }) => paired),
      page,
      expected,
    );
    for (const system of all.filter(({ paired }) => !paired)) await compete([system], page, expected);
  }
} finally {
  await browser.close();
  await served.close();
}

console.log(`\n${formatRows(rows)}\n\n${formatRatios(ratios)}`);
if (batches.length > 0) {
  const ours = { heading: 'wasm engine', prefix: 'wasm' };
  const c = { heading: 'C', prefix: 'native' };
  console.log(`\n${formatBatches(rows, ours, { heading: 'PyTorch', prefix: 'pytorch' }, [c])}`);
}
console.log(`\nload before and after: ${machine.loadBefore}, ${loadavg()[0]}`);
for (const { system, message } of failures) console.error(`${system}: ${message}`);
if (values.json)
  await writeFile(values.json, `${JSON.stringify({ machine, pytorch, rows, ratios, failures }, null, 2)}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Prints the adapter. Throws where there is none or it runs on the CPU. */
async function requireGpu(page: Page): Promise<void> {
  const status = await page.evaluate(() => window.bench.webgpu());
  console.log(`webgpu: ${JSON.stringify(status)}`);
  if (status.state !== 'hardware') throw new Error('--gpu: the browser has no GPU');
}

/** Finds PyTorch and prints what it consists of. Where it is missing, its systems fail with what to do. */
function preparePython(): void {
  try {
    python = findPython();
    pytorch = describePytorch(python);
    console.log(formatBuild(pytorch));
  } catch (error) {
    python = error as Error;
  }
}

async function reference(page: Page, batch: number): Promise<StartState> {
  const system = SYSTEMS.find(({ name }) => name === 'reference')!;
  const contestant = await startInPage({ ...system, batch }, page);
  try {
    return await takeFirstSteps(contestant);
  } finally {
    await contestant.stop();
  }
}

async function start(system: System, page: Page): Promise<Contestant> {
  if (system.program === 'native') return startNative(system);
  if (system.program !== 'pytorch') return startInPage(system, page);
  if (typeof python !== 'string') throw python ?? new Error('no Python');
  return startInPython(system, python);
}

/** Starts, checks and times `systems` in turns. Systems that fail are skipped and listed at the end. */
async function compete(systems: readonly System[], page: Page, expected: StartState): Promise<void> {
  const contestants: Contestant[] = [];
  const firstSteps: number[] = [];
  try {
    for (const system of systems) {
      console.log(`${system.name} …`);
      let contestant: Contestant | null = null;
      try {
        contestant = await start(system, page);
        const startState = await takeFirstSteps(contestant);
        const fault = findFault(startState, expected);
        if (fault !== null) throw new Error(fault);
        contestants.push(contestant);
        firstSteps.push(startState.milliseconds);
      } catch (error) {
        await contestant?.stop();
        failures.push({
          system: system.name,
          message: messageOf(error),
        });
      }
    }
    const timings = await measure(contestants, firstSteps, seconds);
    for (const [i, { system, device, version }] of contestants.entries()) {
      rows.push(makeRow(system, device, machine.browser, timings[i]!, version));
    }
    ratios.push(
      ...makeRatios(
        contestants.map(({ system }) => system),
        timings,
      ),
    );
  } finally {
    for (const contestant of contestants) await contestant.stop();
  }
}
