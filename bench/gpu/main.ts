// The bench of GPU systems in Node, through Dawn, beside PyTorch on the same GPU: for a machine with a GPU and no
// display. `npm run build:bench-gpu` bundles it; then, in the repository's folder there,
// `node .cache/gpu/main.js [--json FILE] [--seconds N] [--only a,b] [--skip-parity]`.

import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { PRESETS } from '../../src/contract/config.ts';
import { PLAN_NAMES } from '../../src/engine/webgpu/plans.ts';
import { createWebgpuEngine } from '../../src/engine/webgpu/webgpu-engine.ts';
import { begin, findFault, type Beginning } from '../check.ts';
import { findPython, startInPython, startProgram, type Contestant } from '../contestant.ts';
import { measure } from '../measure.ts';
import { GPU_SYSTEMS, SYSTEMS, type System } from '../systems.ts';
import { formatRatios, formatRows, makeRatios, makeRow } from '../table.ts';
import { installDawn } from './dawn.ts';
import { checkParity } from './parity.ts';
import { profile } from './profile.ts';
import { serve } from './serve.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    'skip-parity': { type: 'boolean', default: false },
  },
});
const [job, name] = positionals;
if (job === 'serve') await serve(name!);
if (job === 'profile') {
  installDawn();
  await profile(PRESETS[name === 'modern' ? 'modern' : 'article']);
  process.exit();
}

if (!values['skip-parity']) {
  installDawn();
  for (const plan of PLAN_NAMES) {
    console.log(`${plan} plan`);
    if (!(await checkParity((spec) => createWebgpuEngine(spec, plan)))) process.exit(1);
  }
}
const chosen = values.only?.split(',') ?? GPU_SYSTEMS.map((system) => system.name);
const python = findPython();
const failures: string[] = [];
const contestants: Contestant[] = [];
const firstSteps: number[] = [];
const truth = await reference();
for (const system of GPU_SYSTEMS.filter((one) => chosen.includes(one.name))) {
  try {
    const contestant = await start(system);
    contestants.push(contestant);
    const beginning = await begin(contestant);
    const fault = findFault(beginning, truth);
    if (fault !== null) throw new Error(fault);
    firstSteps.push(beginning.milliseconds);
  } catch (error) {
    if (contestants.length > firstSteps.length) await contestants.pop()!.stop();
    failures.push(`${system.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const timings = await measure(contestants, firstSteps, Number(values.seconds));
const node = `Node ${process.version}, Dawn`;
const rows = contestants.map(({ system, device }, i) => makeRow(system, device, node, timings[i]!));
const ratios = makeRatios(
  contestants.map(({ system }) => system),
  timings,
);
console.log(`${cpus()[0]?.model}, ${node}\n\n${formatRows(rows)}\n\n${formatRatios(ratios)}`);
for (const failure of failures) console.error(failure);
if (values.json) await writeFile(values.json, JSON.stringify({ rows, ratios, failures }, null, 2));
for (const { stop } of contestants) await stop();
// Devices would keep the process alive.
process.exit(failures.length > 0 ? 1 : 0);

function start(system: System): Promise<Contestant> {
  if (system.program !== null)
    return startProgram(system, process.execPath, [process.argv[1]!, 'serve', system.name]);
  if (python === null) throw new Error('no python3 here has PyTorch');
  return startInPython(system, python);
}

async function reference(): Promise<Beginning> {
  const contestant = await start(SYSTEMS.find((system) => system.name === 'reference')!);
  try {
    return await begin(contestant);
  } finally {
    await contestant.stop();
  }
}
