// Runs side by side, each in a process of its own and mostly on one thread: faster than one after the other on all
// threads. The number of threads does not change the result.

import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunConfig } from '../src/contract/config.ts';
import type { FinishedRun } from './session-run.ts';

const PROCESS = fileURLToPath(new URL('./run-process.ts', import.meta.url));
const CORES = availableParallelism();

let freeCores = CORES;
const waiting: (() => void)[] = [];

/**
 * Waits for a free core and does `work` on it; rejects as it does. `threads` is 1, and for the last of many all cores, which
 * `work` may use.
 */
export async function onCore<T>(work: (threads: number) => Promise<T>): Promise<T> {
  const waits = freeCores === 0;
  if (waits) await new Promise<void>((resolve) => waiting.push(resolve));
  else freeCores--;
  const threads = waits && waiting.length === 0 ? CORES : 1;
  try {
    return await work(threads);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else freeCores++;
  }
}

/** Trains `config` on the wasm engine as soon as a core is free. Rejects when the process ends without a result. */
export function runInProcess(config: RunConfig): Promise<FinishedRun> {
  return onCore((threads) => trainInProcess({ ...config, engine: 'wasm', threads }));
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
