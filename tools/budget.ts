// Checks gzipped sizes in an existing dist/ against their budgets: the JavaScript that the first paint waits for, and the
// script that other sites load.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importsOf, PAGES, pageScripts } from './chunks.ts';

const BUDGET = 160_000;
const ELEMENT_FILE = 'embed.js';
const ELEMENT_BUDGET = 1_000;
const DIST = resolve(import.meta.dirname, '../dist');

/** The scripts that a page loads and everything that they import statically. Throws where there is no build. */
export function firstPaintScripts(dist: string, page: (typeof PAGES)[number] = 'index.html'): string[] {
  const waiting = pageScripts(dist, page);
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...importsOf(path).static);
  }
  return [...found];
}

const gzippedBytes = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length;

function main(): void {
  for (const page of PAGES) {
    let total = 0;
    for (const path of firstPaintScripts(DIST, page)) {
      const bytes = gzippedBytes(path);
      total += bytes;
      console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB gzipped  ${path.slice(DIST.length + 1)}`);
    }
    const sum = (total / 1000).toFixed(1).padStart(8);
    console.log(`${sum} kB for the first paint of ${page}, of ${BUDGET / 1000} kB`);
    if (total > BUDGET) process.exitCode = 1;
  }
  const element = gzippedBytes(resolve(DIST, ELEMENT_FILE));
  console.log(`${element} bytes for ${ELEMENT_FILE}, of ${ELEMENT_BUDGET}`);
  if (element > ELEMENT_BUDGET) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) main();
