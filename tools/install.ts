// Installs what a command needs and does not find.

import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two test workers may need packages at once, and a second `apt-get` ends with an error instead of waiting. */
const LOCK = join(tmpdir(), 'lenet-playground-packages.lock');

export const isRoot = () => process.getuid?.() === 0;

/** Says that `what` is missing and runs a command that installs it. Returns whether the command succeeded. */
export function attempt(what: string, command: string, ...parameters: string[]): boolean {
  console.log(`${what} is missing: ${command} ${parameters.join(' ')}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Installs Debian's packages `names`. Needs root. */
export function installPackages(what: string, ...names: string[]): boolean {
  const apt = (...parameters: string[]) => attempt(what, 'flock', LOCK, 'apt-get', ...parameters);
  return isRoot() && apt('update') && apt('install', '-y', ...names);
}
