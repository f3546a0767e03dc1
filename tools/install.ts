// Installs what a command needs and does not find.

import { spawnSync } from 'node:child_process';

export const isRoot = () => process.getuid?.() === 0;

/** Says that `what` is missing and runs a command that installs it. Returns whether the command succeeded. */
export function attempt(what: string, command: string, ...parameters: string[]): boolean {
  console.log(`${what} is missing: ${command} ${parameters.join(' ')}`);
  return spawnSync(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Installs Debian's packages `names`. Needs root. */
export function installPackages(what: string, ...names: string[]): boolean {
  return (
    isRoot() && attempt(what, 'apt-get', 'update') && attempt(what, 'apt-get', 'install', '-y', ...names)
  );
}
