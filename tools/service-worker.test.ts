// Which files are cached for offline use, and that the icons have the sizes that the web app manifest says.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { precacheList } from './service-worker.ts';

const PUBLIC = new URL('../public', import.meta.url).pathname;

test('the list holds the page by its address and every file but shards, maps, what hosts read and what sites embed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lenet-list-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'data'));
  const left = [
    '_headers',
    '404.html',
    'assets/a.js.map',
    'data/train.bin',
    'data/LICENSE.txt',
    'service-worker.js',
    'embed.html',
    'embed.js',
  ];
  const cached = ['assets/a.js', 'assets/a.wasm', 'data/manifest.json', 'index.html', 'third-party.txt'];
  for (const path of [...left, ...cached]) writeFileSync(join(folder, path), 'abc');
  const list = precacheList(folder);
  rmSync(folder, { recursive: true });
  expect(Object.keys(list)).toEqual([
    'assets/a.js',
    'assets/a.wasm',
    'data/manifest.json',
    './',
    'third-party.txt',
  ]);
  // SHA-256 of "abc", from FIPS 180-2.
  expect(list['./']).toBe('sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=');
});

test('the web app manifest has no address of its own: it belongs to the folder that it is in', () => {
  const manifest = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8')) as object;
  // Without an id the start address is the identity. An id would be relative to the origin, the same for every folder.
  expect(manifest).not.toHaveProperty('id');
  expect(manifest).toMatchObject({ start_url: './', scope: './' });
});

test('the icons of the web app manifest are there, in its sizes, one of them maskable', () => {
  const { icons } = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8')) as {
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  const real = icons.map(({ src }) => {
    const png = readFileSync(join(PUBLIC, src));
    // Width and height stand first in a PNG's first chunk.
    return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
  });
  expect(real).toEqual(icons.map(({ sizes }) => sizes));
  expect(real).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
});
