// The bench's programs outside the browser: every way to train Classic LeNet in PyTorch ends with the same weights, and systems
// that fail, are missing or come too late are listed.

import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { pythonWith } from '../tools/python.ts';
import { findFault, takeFirstSteps, type StartState } from './check.ts';
import { ProgramError, startProgram, type Contestant } from './contestant.ts';
import { hasCpuCompiler, startCudaOnCpu } from './cuda.ts';
import { ARTICLE, firstOrder, startParameters } from './material.ts';
import { prepare } from './prepare.ts';
import { findJax, startInPython } from './python.ts';
import { CUDA_SYSTEMS, SYSTEMS, type System } from './systems.ts';

const PYTORCH: System = { ...SYSTEMS.find(({ program }) => program === 'pytorch')!, threads: 1 };
/** Three batches and a part of a fourth. */
const ORDER = firstOrder(ARTICLE).subarray(0, 100);
/** More than the largest CUDA graph holds. */
const STEPS = 43;

const python = await pythonWith(['torch', 'numpy']);
const hasCompiler = hasCpuCompiler();
if (!hasCompiler) console.warn('Skipped: the CUDA kernels on the CPU, since there is no g++ (Debian: g++).');

const startPytorch = (backend: string) => startInPython({ ...PYTORCH, backend }, python!, { order: ORDER });

async function train(contestant: Contestant): Promise<{ first: StartState; later: StartState }> {
  try {
    const first = await takeFirstSteps(contestant);
    const { losses, milliseconds } = await contestant.run(STEPS);
    return { first, later: { losses, milliseconds, parameters: await contestant.read() } };
  } finally {
    await contestant.stop();
  }
}

let eager: Awaited<ReturnType<typeof train>>;
beforeAll(async () => {
  if (python !== null) eager = await train(await startPytorch('eager'));
});

test.skipIf(python === null).each(['device', 'functional', 'lean'])(
  'the %s loop trains as the tutorial’s loop',
  async (backend) => {
    const { first, later } = await train(await startPytorch(backend));
    expect(first.losses).toHaveLength(eager.first.losses.length);
    expect(later.losses).toHaveLength(STEPS);
    expect(findFault(first, eager.first)).toBeNull();
    expect(findFault(later, eager.later)).toBeNull();
  },
);

test.skipIf(python === null)('a loop that holds its losses refuses more steps than it holds', async () => {
  const contestant = await startPytorch('device');
  await expect(contestant.run(4097)).rejects.toThrow('4097 steps');
  await contestant.stop();
});

/** A contestant that reports these losses and Classic LeNet's initial parameters. */
function untrained(system: System, losses: number[], stop = async () => {}): Contestant {
  return {
    system,
    device: { kind: 'cpu', threads: 1 },
    version: null,
    run: async () => ({ losses, milliseconds: 1 }),
    read: async () => [...startParameters(ARTICLE)],
    stop,
  };
}

test.skipIf(python === null || !hasCompiler).each(CUDA_SYSTEMS)(
  '$engine: trains as the tutorial’s loop, with threads of the CPU',
  async (system) => {
    const { first, later } = await train(await startCudaOnCpu(system, ORDER));
    expect(later.losses).toHaveLength(STEPS);
    expect(findFault(first, eager.first)).toBeNull();
    expect(findFault(later, eager.later)).toBeNull();
  },
);

test('systems that fail, are not installed or have no time are listed, and the others are prepared', async () => {
  const expected = {
    losses: [2, 2, 2],
    parameters: Array.from(startParameters(ARTICLE), (x) => x + 1),
    milliseconds: 1,
  };
  const named = (name: string) => ({ ...PYTORCH, name });
  const stopped: string[] = [];
  const start = async (system: System): Promise<Contestant | null> => {
    switch (system.name) {
      case 'missing':
        return null;
      case 'broken':
        throw new ProgramError('python3: no such module', 'a trace\nno such module\n');
      case 'wrong':
        return untrained(system, [2, 9, 2], async () => void stopped.push(system.name));
      default:
        return { ...untrained(system, [2, 2, 2]), read: async () => expected.parameters };
    }
  };
  const systems = ['missing', 'broken', 'wrong', 'right', 'late'].map(named);
  const prepared = await prepare({ systems, start, expected, hasTime: (started) => started < 1 });
  expect(prepared.contestants.map(({ system }) => system.name)).toEqual(['right']);
  expect(prepared.firstSteps).toEqual([1]);
  expect(prepared.notInstalled).toEqual(['missing, batch 32']);
  expect(prepared.notStarted).toEqual(['late, batch 32']);
  expect(prepared.failures).toEqual([
    { system: 'broken, batch 32', message: 'python3: no such module', output: 'a trace\nno such module\n' },
    { system: 'wrong, batch 32', message: 'loss 9 of step 2, not 2', output: null },
  ]);
  expect(stopped).toEqual(['wrong']);
});

test('a Python without JAX counts as one where JAX is not installed', () => {
  vi.stubEnv('PYTHON', '/bin/false');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(findJax()).toBeNull();
});

test('a program that does not answer in time is ended', async () => {
  const program = 'process.stdin.resume()';
  const starting = startProgram(PYTORCH, process.execPath, ['-e', program], { limit: 1 });
  await expect(starting).rejects.toThrow('no answer within 0.001 s');
});
