// Checks the gzipped size of the JavaScript that the first paint waits for, in an existing dist/, against its budget.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';

const BUDGET = 160_000;
const DIST = resolve(import.meta.dirname, '../dist');

/** The scripts that index.html loads and everything that they import statically. Throws where there is no build. */
export function firstPaintScripts(dist: string): string[] {
  const page = join(dist, 'index.html');
  if (!existsSync(page)) throw new Error('no build in dist/: run `npm run build` first');
  const html = readFileSync(page, 'utf8');
  const waiting = [...html.matchAll(/<script\b[^>]*?src="\/?([^"]+\.js)"/g)].map(([, path]) =>
    join(dist, path!),
  );
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { module } = parseSync(path, readFileSync(path, 'utf8'));
    const requests = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest?.value)),
    ];
    for (const request of requests) if (request) waiting.push(resolve(dirname(path), request));
  }
  if (found.size === 0) throw new Error('dist/index.html loads no script');
  return [...found];
}

function main(): void {
  let total = 0;
  for (const path of firstPaintScripts(DIST)) {
    const bytes = gzipSync(readFileSync(path), { level: 9 }).length;
    total += bytes;
    console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB gzipped  ${path.slice(DIST.length + 1)}`);
  }
  console.log(`${(total / 1000).toFixed(1).padStart(8)} kB for the first paint, of ${BUDGET / 1000} kB`);
  if (total > BUDGET) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) main();
