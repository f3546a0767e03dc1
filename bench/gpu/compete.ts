// Times GPU systems in turns, each in its own process: this project's engines, their peers, and PyTorch on the same
// GPU.

import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { messageOf } from '../../src/base/errors.ts';
import { createWebgpuEngine } from '../../src/engine/webgpu/webgpu-engine.ts';
import { PLAN_NAMES } from '../../src/engine/webgpu/plans.ts';
import { takeFirstSteps, findFault, type StartState } from '../check.ts';
import { startProgram, type Contestant } from '../contestant.ts';
import { measure } from '../measure.ts';
import { findPython, startInPython } from '../python.ts';
import { GPU_SYSTEMS, inBrowser, SYSTEMS, type System } from '../systems.ts';
import { formatRatios, formatRows, makeRatios, makeRow } from '../table.ts';
import { checkParity } from './parity.ts';

interface Options {
  /** Timed seconds of each system. */
  seconds: number;
  /** Names of systems, separated by commas; all by default. */
  only?: string | undefined;
  /** File for the results. */
  json?: string | undefined;
  skipParity: boolean;
}

/** Checks parity, times all systems and prints the results. Resolves with whether nothing failed. */
export async function compete({ seconds, only, json, skipParity }: Options): Promise<boolean> {
  if (!skipParity) {
    for (const plan of PLAN_NAMES) {
      console.log(`${plan} plan`);
      if (!(await checkParity((spec) => createWebgpuEngine(spec, plan)))) return false;
    }
  }
  const chosen = only?.split(',') ?? GPU_SYSTEMS.map((system) => system.name);
  const failures: string[] = [];
  const contestants: Contestant[] = [];
  const firstSteps: number[] = [];
  const expected = await reference();
  for (const system of GPU_SYSTEMS.filter((one) => chosen.includes(one.name))) {
    try {
      const contestant = await start(system);
      contestants.push(contestant);
      const startState = await takeFirstSteps(contestant);
      const fault = findFault(startState, expected);
      if (fault !== null) throw new Error(fault);
      firstSteps.push(startState.milliseconds);
    } catch (error) {
      if (contestants.length > firstSteps.length) await contestants.pop()!.stop();
      failures.push(`${system.name}: ${messageOf(error)}`);
    }
  }
  const timings = await measure(contestants, firstSteps, seconds);
  const node = `Node ${process.version}, Dawn`;
  const rows = contestants.map(({ system, device, version }, i) =>
    makeRow(system, device, node, timings[i]!, version),
  );
  const ratios = makeRatios(
    contestants.map(({ system }) => system),
    timings,
  );
  console.log(`${cpus()[0]?.model}, ${node}\n\n${formatRows(rows)}\n\n${formatRatios(ratios)}`);
  for (const failure of failures) console.error(failure);
  if (json) await writeFile(json, JSON.stringify({ rows, ratios, failures }, null, 2));
  for (const { stop } of contestants) await stop();
  return failures.length === 0;
}

async function start(system: System): Promise<Contestant> {
  if (inBrowser(system))
    return startProgram(system, process.execPath, [process.argv[1]!, 'serve', system.name]);
  return startInPython(system, findPython());
}

async function reference(): Promise<StartState> {
  const contestant = await start(SYSTEMS.find((system) => system.name === 'reference')!);
  try {
    return await takeFirstSteps(contestant);
  } finally {
    await contestant.stop();
  }
}
