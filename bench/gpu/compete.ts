// Times GPU systems in turns, each in its own process: this project's engines, their peers, and PyTorch, JAX and CUDA on
// the same GPU.

import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { createWebgpuEngine } from '../../src/engine/webgpu/webgpu-engine.ts';
import { PLAN_NAMES } from '../../src/engine/webgpu/plans.ts';
import { takeFirstSteps, type StartState } from '../check.ts';
import { startProgram, type Contestant } from '../contestant.ts';
import { MAX_SECONDS_BESIDE, measure } from '../measure.ts';
import { findNvcc, startCuda } from '../cuda.ts';
import { prepare, type Failure } from '../prepare.ts';
import { findJax, findPython, startInPython } from '../python.ts';
import { gpuSystemsOfBatch, inBrowser, SYSTEMS, type System } from '../systems.ts';
import {
  formatBatches,
  formatRatios,
  formatRows,
  makeRatios,
  makeRow,
  type Ratio,
  type Row,
} from '../table.ts';
import { checkParity } from './parity.ts';

interface Options {
  /** Timed seconds of each system. */
  seconds: number;
  /** Images of a step, one after the other. */
  batches: readonly number[];
  /** Names of systems, separated by commas; all by default. */
  only?: string | undefined;
  /** File for the results, written after each batch. */
  json?: string | undefined;
  skipParity: boolean;
  /** Seconds until a system is ready, and until each of its answers. */
  readySeconds: number;
  /** Seconds of everything: a system that might take longer is not started. */
  maxSeconds: number;
}

/** The Python of each program. To look for one takes seconds. */
const pythons = new Map<System['program'], string | null>();

/** Checks parity, times all systems and prints the results. Resolves with whether nothing failed. */
export async function compete(options: Options): Promise<boolean> {
  const { seconds, batches, only, json, skipParity, readySeconds, maxSeconds } = options;
  if (!skipParity && !(await hasParity())) return false;
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  const failures: Failure[] = [];
  const notInstalled: string[] = [];
  const notStarted: string[] = [];
  const node = `Node ${process.version}, Dawn`;
  const hasTime = (started: number) =>
    performance.now() / 1000 + readySeconds + (started + 1) * (seconds + MAX_SECONDS_BESIDE) <= maxSeconds;
  for (const batch of batches) {
    const systems = gpuSystemsOfBatch(batch).filter(({ name }) => only?.split(',').includes(name) ?? true);
    const expected = await reference(batch);
    const start = (system: System) => startOne(system, 1000 * readySeconds);
    const prepared = await prepare({ systems, start, expected, hasTime });
    const { contestants } = prepared;
    const timings = await measure(contestants, prepared.firstSteps, seconds);
    for (const [i, { system, device, version }] of contestants.entries())
      rows.push(makeRow(system, device, node, timings[i]!, version));
    ratios.push(
      ...makeRatios(
        contestants.map(({ system }) => system),
        timings,
      ),
    );
    failures.push(...prepared.failures);
    notInstalled.push(...prepared.notInstalled);
    notStarted.push(...prepared.notStarted);
    for (const { stop } of contestants) await stop();
    console.log(`batch ${batch}: done after ${Math.round(performance.now() / 1000)} s`);
    const results = { rows, ratios, failures, notInstalled, notStarted };
    if (json) await writeFile(json, JSON.stringify(results, null, 2));
  }
  console.log(`${cpus()[0]?.model}, ${node}\n\n${formatRows(rows)}\n\n${formatRatios(ratios)}`);
  if (batches.length > 1) {
    const ours = { heading: 'webgpu engine', prefix: 'webgpu' };
    const jax = { heading: 'JAX', prefix: 'jax-scan' };
    const cuda = { heading: 'CUDA', prefix: 'cuda' };
    console.log(`\n${formatBatches(rows, ours, { heading: 'PyTorch', prefix: 'pytorch' }, [jax, cuda])}`);
  }
  for (const name of notInstalled) console.log(`${name}: not installed`);
  for (const name of notStarted) console.log(`${name}: not started, for want of time`);
  for (const { system, message } of failures) console.error(`${system}: ${message}`);
  return failures.length === 0;
}

async function hasParity(): Promise<boolean> {
  for (const plan of PLAN_NAMES) {
    console.log(`${plan} plan`);
    if (!(await checkParity((spec) => createWebgpuEngine(spec, plan)))) return false;
  }
  return true;
}

/** Resolves with null where no Python has JAX, or where there is no nvcc. */
async function startOne(system: System, limit: number): Promise<Contestant | null> {
  if (inBrowser(system)) return startInNode(system, limit);
  const { program } = system;
  if (program === 'cuda') {
    const nvcc = findNvcc();
    return nvcc === null ? null : startCuda(system, nvcc, limit);
  }
  if (!pythons.has(program)) pythons.set(program, program === 'jax-python' ? findJax() : findPython());
  const python = pythons.get(program) ?? null;
  return python === null ? null : startInPython(system, python, { limit });
}

function startInNode(system: System, limit?: number): Promise<Contestant> {
  const parts = [process.argv[1]!, 'serve', system.name, String(system.batch)];
  return startProgram(system, process.execPath, parts, { limit });
}

async function reference(batch: number): Promise<StartState> {
  const system = SYSTEMS.find(({ name }) => name === 'reference')!;
  const contestant = await startInNode({ ...system, batch });
  try {
    return await takeFirstSteps(contestant);
  } finally {
    await contestant.stop();
  }
}
