// A started system: in a worker of the bench's page, or a program that answers line by line.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright';
import type { ComputeDevice } from '../src/contract/device.ts';
import type { TimedSteps } from './page/trainer.ts';
import type { System } from './systems.ts';

export interface Contestant {
  system: System;
  /** The device that it reports. */
  device: ComputeDevice;
  /** What a program outside the browser says of itself. */
  version: string | null;
  /** Trains the next `steps` steps. */
  run(steps: number): Promise<TimedSteps>;
  /** Its parameters in the flat layout. */
  read(): Promise<number[]>;
  stop(): Promise<void>;
}

/** A program that answers line by line. */
export interface ProgramContestant extends Contestant {
  /** Adam's first moments, where the program answers "moments". */
  moments(): Promise<number[]>;
}

/** A program could not be compiled, ended by itself, or did not answer. */
export class ProgramError extends Error {
  override name = 'ProgramError';
  /** All of its error output. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** Starts `system` in a worker of `page`. Rejects with the worker's error. */
export async function startInPage(system: System, page: Page): Promise<Contestant> {
  const { name } = system;
  const stop = () => page.evaluate((name) => window.bench.stop(name), name);
  try {
    const { device } = await page.evaluate((system) => window.bench.start(system), system);
    return {
      system,
      device,
      version: null,
      run: (steps) => page.evaluate(([name, steps]) => window.bench.run(name, steps), [name, steps] as const),
      read: () => page.evaluate((name) => window.bench.read(name), name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface StartOptions {
  /** After the program has ended. */
  cleanUp?: () => Promise<void>;
  /** Milliseconds until the program is ready, and until each answer; otherwise it is ended. */
  limit?: number | undefined;
}

/**
 * Starts a program in the repository's folder. It first prints its device and its version and then answers line by line,
 * like pytorch.py. Rejects with the last line of its error output, or where it doesn't answer within the limit.
 */
export async function startProgram(
  system: System,
  command: string,
  parameters: string[],
  { cleanUp = async () => {}, limit }: StartOptions = {},
): Promise<ProgramContestant> {
  const process = spawn(command, parameters);
  const { next, ended, abandon, errorOutput } = lines(process);
  const stop = async () => {
    process.stdin.end();
    await ended;
    await cleanUp();
  };
  const answer = async (): Promise<unknown> => {
    let late = false;
    const end = () => {
      late = true;
      process.kill('SIGKILL');
      abandon();
    };
    const timer = limit === undefined ? undefined : setTimeout(end, limit);
    try {
      return await next();
    } catch (error) {
      throw late ? new ProgramError(`no answer within ${limit! / 1000} s`, errorOutput()) : error;
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const { threads, adapter, version } = (await answer()) as {
      threads: number;
      adapter?: string | null;
      version?: string;
    };
    const request = (line: string) => {
      process.stdin.write(`${line}\n`);
      return answer();
    };
    return {
      system,
      device: adapter ? { kind: 'gpu', adapter } : { kind: 'cpu', threads },
      version: version ?? null,
      run: async (steps) => (await request(String(steps))) as TimedSteps,
      read: async () => (await request('read')) as number[],
      moments: async () => (await request('moments')) as number[],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads the JSON lines of a program, one with each call. Rejects with its error output once it has ended. */
function lines(process: ChildProcessWithoutNullStreams) {
  let errors = '';
  process.stderr.on('data', (text) => (errors += String(text)));
  const ended = new Promise<void>((resolve) => process.once('close', () => resolve()));
  const reader = createInterface(process.stdout);
  const iterator = reader[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await iterator.next();
    if (!done) return JSON.parse(value);
    await ended;
    throw new ProgramError(`${process.spawnfile}: ${errors.trim().split('\n').at(-1)}`, errors);
  };
  /** Reads nothing more, although child processes of the program may still hold its output. */
  const abandon = () => {
    reader.close();
    process.stdout.destroy();
    process.stderr.destroy();
  };
  return { next, ended, abandon, errorOutput: () => errors };
}
