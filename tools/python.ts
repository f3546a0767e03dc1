// Finds a Python that has the modules a test needs, installs Debian's packages where they are missing, and runs it.

import { spawn, spawnSync } from 'node:child_process';
import { installPackages, isRoot } from './install.ts';

/** Debian's package of each module. */
const PACKAGES: Readonly<Record<string, string>> = {
  torch: 'python3-torch',
  numpy: 'python3-numpy',
  onnx: 'python3-onnx',
  nbformat: 'python3-nbformat',
  yaml: 'python3-yaml',
};

const DEBIAN_PYTHON = '/usr/bin/python3';

/** The modules that each Python has imported. PyTorch takes a second. */
const imported = new Map<string, Set<string>>();

/** Null where `python` runs and imports the modules; otherwise the last line that it printed. */
function lacks(python: string, modules: readonly string[]): string | null {
  const known = imported.get(python) ?? new Set();
  if (modules.every((module) => known.has(module))) return null;
  const { status, error, stderr } = spawnSync(python, ['-c', `import ${modules.join(', ')}`], {
    encoding: 'utf8',
  });
  if (error) return error.message;
  if (status !== 0) return stderr.trim().split('\n').at(-1) ?? 'it failed';
  imported.set(python, new Set([...known, ...modules]));
  return null;
}

/**
 * The path of a Python that can import all of `modules`: the one that PYTHON names, else Debian's, else the first on the
 * path. As root it installs Debian's packages for modules that are missing. Null where there is none; the reason is
 * printed. Throws where PYTHON names one that lacks a module, and for a module without a known package.
 */
export async function pythonWith(modules: string[]): Promise<string | null> {
  const unknown = modules.find((module) => !Object.hasOwn(PACKAGES, module));
  if (unknown !== undefined) throw new RangeError(`no package is known for the Python module ${unknown}`);
  const named = process.env.PYTHON;
  if (named !== undefined && named !== '') {
    const lack = lacks(named, modules);
    if (lack !== null) throw new Error(`PYTHON names ${named}: ${lack}`);
    return named;
  }
  const found = () => [DEBIAN_PYTHON, 'python3'].find((python) => lacks(python, modules) === null) ?? null;
  const present = found();
  if (present !== null) return present;
  const missing = modules.filter((module) => lacks(DEBIAN_PYTHON, [module]) !== null);
  const what = `Python’s ${missing.join(', ')}`;
  const installed = installPackages(what, ...missing.map((module) => PACKAGES[module]!)) ? found() : null;
  if (installed !== null) return installed;
  console.warn(
    `Skipped: ${what} ${missing.length === 1 ? 'is' : 'are'} missing` +
      `${isRoot() ? ' and could not be installed' : ''}. Install ${missing.map((module) => PACKAGES[module]!).join(' ')} ` +
      '(Debian), or name a Python that has them with PYTHON.',
  );
  return null;
}

/** What a program printed. Rejects with its errors where it fails. */
export function runPython(
  python: string,
  parameters: readonly string[],
  { folder, environment = {} }: { folder: string; environment?: Record<string, string> | undefined },
): Promise<string> {
  return new Promise((resolve, reject) => {
    // PyTorch trains these small networks fastest on one thread.
    const settings = { PYTHONDONTWRITEBYTECODE: '1', MPLBACKEND: 'Agg', OMP_NUM_THREADS: '1' };
    const env = { ...process.env, ...settings, ...environment };
    const child = spawn(python, parameters, { cwd: folder, env });
    let printed = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(errors.slice(-4000)))));
  });
}
