// The bench of GPU systems in Node with Dawn, and PyTorch and JAX on the same GPU, for a machine with a GPU and without a
// display. `npm run build:bench-gpu` bundles it. Then, in the repository's folder on that machine, `node
// .cache/gpu/main.js [--json FILE] [--seconds N] [--batches 32,128] [--ready N] [--limit N] [--only a,b] [--skip-parity]`
// times all of them, `… train LINK [SEEDS]` trains as `npm run train`, `… profile [PRESET]` times each kernel of a step,
// `… population [PRESET]` many networks at once, and `… serve NAME BATCH` runs one system for the first command.
//
// --batches: also the fastest systems with these batches. --ready: seconds after which a system that does not answer is
// ended. --limit: seconds of everything; a system that might take longer is not started.

import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { PRESETS } from '../../src/contract/config.ts';
import { BATCH } from '../material.ts';
import { installDawn } from './dawn.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    batches: { type: 'string', default: String(BATCH) },
    ready: { type: 'string', default: '120' },
    limit: { type: 'string', default: 'Infinity' },
    'skip-parity': { type: 'boolean', default: false },
  },
});
const [job, name, parameter] = positionals;
const presetNamed = (preset = '') =>
  Object.values(PRESETS).find((one) => one.preset === preset) ?? PRESETS.article;
// Before the other modules are loaded, because some of them look for WebGPU while they load.
installDawn();
if (job === 'serve') {
  await (await import('./serve.ts')).serve(name ?? '', Number(parameter ?? BATCH));
} else if (job === 'profile') {
  await (await import('./profile.ts')).profile(presetNamed(name));
} else if (job === 'population') {
  await (await import('./population.ts')).benchPopulation(presetNamed(name));
} else if (job === 'train') {
  const { trainAndReport } = await import('../../tools/train-report.ts');
  const { runSession } = await import('../../tools/session-run.ts');
  const { createWebgpuEngine } = await import('../../src/engine/webgpu/webgpu-engine.ts');
  const place = { createEngine: createWebgpuEngine, data: pathToFileURL('public/data/').href };
  await trainAndReport(name ?? '', parameter ?? '', (config, onEvent) =>
    runSession({ ...config, engine: 'webgpu' }, place, onEvent),
  );
} else {
  const { compete } = await import('./compete.ts');
  const batches = values.batches.split(',').map(Number);
  if (!batches.every((batch) => Number.isInteger(batch) && batch >= 1 && batch <= 512))
    throw new RangeError('--batches are integers from 1 to 512');
  const succeeded = await compete({
    seconds: Number(values.seconds),
    batches,
    readySeconds: Number(values.ready),
    maxSeconds: Number(values.limit),
    only: values.only,
    json: values.json,
    skipParity: values['skip-parity'],
  });
  process.exitCode = succeeded ? 0 : 1;
}
// Open devices keep the process alive.
process.exit();
