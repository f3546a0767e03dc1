// Finds a Python interpreter in which given modules import, and installs Debian's packages of them where that is possible.

import { spawnSync } from 'node:child_process';
import { installPackages } from './install.ts';

/** Debian's own first: its packages are for it. */
const INTERPRETERS = ['/usr/bin/python3', 'python3'];

const findWith = (modules: readonly string[]) =>
  INTERPRETERS.find((python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0);

/** The path of an interpreter with these modules; null, with the reason on the console, where there is none. */
export async function pythonWith(modules: string[]): Promise<string | null> {
  const found = findWith(modules);
  if (found) return found;
  const packages = modules.map((name) => `python3-${name}`);
  const installed = installPackages(`Python with ${modules.join(', ')}`, ...packages) && findWith(modules);
  if (installed) return installed;
  console.log(`no Python with ${modules.join(', ')}: install ${packages.join(' ')} as root`);
  return null;
}
