// Runs exported scripts, or parts of them, in Python.

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runPython } from '../../tools/python.ts';

const DRIVER = join(import.meta.dirname, 'driver.py');

export interface Job {
  do: 'facts' | 'images' | 'train' | 'names';
  /** Sources of scripts. */
  scripts: readonly string[];
  /** The folder of the images. */
  data?: string;
  words?: readonly number[];
  dtype?: 'float32' | 'float64';
  /** Files beside the scripts. */
  files?: Readonly<Record<string, Uint8Array>>;
}

/** A folder that is deleted after the test. */
export function testFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'python-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Environment variables of `processes` that share a run, as torchrun sets them. */
export function processEnvironments(processes: number, port: number): Record<string, string>[] {
  return Array.from({ length: processes }, (_, rank) => ({
    RANK: String(rank),
    LOCAL_RANK: String(rank),
    WORLD_SIZE: String(processes),
    MASTER_ADDR: '127.0.0.1',
    MASTER_PORT: String(port),
  }));
}

/** Does the job, in several processes where their environments are given. Resolves to the folder of its answers. */
export async function drive(
  python: string,
  job: Job,
  environments: Record<string, string>[] = [{}],
): Promise<string> {
  const folder = testFolder();
  const scripts = job.scripts.map((source, i) => {
    const path = join(folder, `script-${i}.py`);
    writeFileSync(path, source);
    return path;
  });
  const { files = {}, ...requested } = job;
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const file = join(folder, 'job.json');
  writeFileSync(file, JSON.stringify({ ...requested, scripts, out: folder }));
  await Promise.all(
    environments.map((environment) => runPython(python, [DRIVER, file], { folder, environment })),
  );
  return folder;
}

/** The bytes of an answer. */
export function bytesOf(folder: string, name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, name)));
}

export const floats32 = (folder: string, name: string) => new Float32Array(bytesOf(folder, name).buffer);
export const floats64 = (folder: string, name: string) => new Float64Array(bytesOf(folder, name).buffer);
export const words = (folder: string, name: string) => new Uint32Array(bytesOf(folder, name).buffer);

export interface Trained {
  losses: number[];
  correct: number;
  history: { epoch: number; step: number; validation_accuracy: number; validation_loss: number }[];
}

export const trained = (folder: string, script: number) =>
  JSON.parse(readFileSync(join(folder, `${script}.json`), 'utf8')) as Trained;
