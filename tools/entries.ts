// Checks in an existing dist/ that no chunk imports the entry of a page or of a worker: WebKit evaluates an entry that is
// imported a second time, and a worker then has two sessions.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { importsOf, PAGES, pageScripts } from './chunks.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The names of the workers' entries in the source, without their endings. */
function workerNames(): string[] {
  const src = join(ROOT, 'src');
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' });
  const code = paths
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(src, path), 'utf8'));
  const starts = code.join('\n').matchAll(/= new Worker\(new URL\('([^']+)\.ts'/g);
  return [...starts].map(([, path]) => basename(path!));
}

/** The paths of the entries in `dist`: the pages' and one for each of `workers`. Throws where one is missing. */
function entriesOf(dist: string, workers: readonly string[]): string[] {
  const names = readdirSync(join(dist, 'assets'));
  const entryOf = (worker: string) => {
    const found = names.filter((name) => new RegExp(`^${worker}-[\\w-]{8}\\.js$`).test(name));
    if (found.length !== 1) throw new Error(`worker ${worker}: ${found.length} files in dist/assets`);
    return join(dist, 'assets', found[0]!);
  };
  return [...PAGES.flatMap((page) => pageScripts(dist, page)), ...workers.map(entryOf)];
}

/** Each import of an entry by a chunk, as `chunk -> entry`. */
export function importsOfEntries(dist: string, workers: readonly string[]): string[] {
  const entries = new Set(entriesOf(dist, workers));
  const chunks = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
  return chunks.flatMap((name) => {
    const imports = importsOf(join(dist, 'assets', name));
    const ofEntries = [...imports.static, ...imports.dynamic].filter((path) => entries.has(path));
    return ofEntries.map((path) => `${name} -> ${basename(path)}`);
  });
}

function main(): void {
  const workers = workerNames();
  const found = importsOfEntries(join(ROOT, 'dist'), workers);
  for (const line of found) console.error(`an entry is imported: ${line}`);
  console.log(
    `${found.length} imports of the entries of ${PAGES.length} pages and ${workers.length} workers`,
  );
  if (found.length > 0 || workers.length === 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) main();
