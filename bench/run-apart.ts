// Whole runs side by side, each on one thread in a process of its own: two runs on a thread each are done sooner than
// one after the other on two threads. Threads change no bit of the result.

import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunConfig } from '../src/contract/config.ts';
import type { FinishedRun } from './node-run.ts';

const PROCESS = fileURLToPath(new URL('./one-run.ts', import.meta.url));

let free = availableParallelism();
const waiting: (() => void)[] = [];

/** Trains `config` on the wasm engine as soon as a core is free. Rejects when the process ends without a result. */
export async function runApart(config: RunConfig): Promise<FinishedRun> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await trainInProcess({ ...config, engine: 'wasm', threads: 1 });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

function trainInProcess(config: RunConfig): Promise<FinishedRun> {
  const child = fork(PROCESS, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.once('message', (run) => resolve(run as FinishedRun));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the run's process ended with ${code} and no result`)));
    child.send(config);
  });
}
