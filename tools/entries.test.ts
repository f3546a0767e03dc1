// Chunks that import an entry are found, however they import it.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importsOfEntries } from './entries.ts';

const PAGE = `<link rel="modulepreload" href="./assets/page-aaaaaaaa.js">
<script type="module" crossorigin src="./assets/index-aaaaaaaa.js"></script>`;
const EMBEDDED = '<script type="module" crossorigin src="./assets/embed-aaaaaaaa.js"></script>';
const THIN: Record<string, string> = {
  'index-aaaaaaaa.js': 'import{a as e}from"./page-aaaaaaaa.js";e()',
  'embed-aaaaaaaa.js': 'import{a}from"./page-aaaaaaaa.js";a()',
  'page-aaaaaaaa.js': 'export const a=()=>import(`./panel-aaaaaaaa.js`);',
  'panel-aaaaaaaa.js': 'import{a}from"./page-aaaaaaaa.js";export{a}',
  'worker-aaaaaaaa.js': 'import{b}from"./shared-aaaaaaaa.js";b()',
  'shared-aaaaaaaa.js': 'export const b=1;',
};

let dist: string;
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'lenet-entries-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), PAGE);
  writeFileSync(join(dist, 'embed.html'), EMBEDDED);
});
afterEach(() => rmSync(dist, { recursive: true }));

function found(changed: Record<string, string> = {}, workers = ['worker']): string[] {
  for (const [name, code] of Object.entries({ ...THIN, ...changed }))
    writeFileSync(join(dist, 'assets', name), code);
  return importsOfEntries(dist, workers);
}

test('thin entries are imported by nothing', () => {
  expect(found()).toEqual([]);
});

test.each([
  ['panel-aaaaaaaa.js', 'import{a}from"./index-aaaaaaaa.js";a()', 'index-aaaaaaaa.js'],
  ['panel-aaaaaaaa.js', 'import"./embed-aaaaaaaa.js"', 'embed-aaaaaaaa.js'],
  ['shared-aaaaaaaa.js', 'export{b}from"./worker-aaaaaaaa.js"', 'worker-aaaaaaaa.js'],
  ['shared-aaaaaaaa.js', 'export const b=import(`./worker-aaaaaaaa.js`)', 'worker-aaaaaaaa.js'],
])('%s with %s is found', (name, code, entry) => {
  expect(found({ [name]: code })).toEqual([`${name} -> ${entry}`]);
});

test('a worker without a file is an error, and so is a page without a script', () => {
  expect(() => found({}, ['worker', 'thread'])).toThrow('worker thread: 0 files');
  writeFileSync(join(dist, 'index.html'), '<p>');
  expect(() => found()).toThrow('loads no script');
});
