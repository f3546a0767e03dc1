// The manifest of this project's data is read; others are refused, with the place of the fault.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readManifest, type Manifest } from './manifest.ts';

const text = readFileSync(new URL('../../public/data/manifest.json', import.meta.url), 'utf8');

/** The problem that is named after a change of the good manifest. */
function problemOf(change: (manifest: Manifest) => unknown): string {
  const manifest = JSON.parse(text) as Manifest;
  change(manifest);
  const result = readManifest(JSON.stringify(manifest));
  return 'problem' in result ? result.problem : 'none';
}

describe('readManifest', () => {
  test("reads this project's manifest", () => {
    expect(readManifest(text)).toEqual({ manifest: JSON.parse(text) as Manifest });
  });

  test.each(['', '<!doctype html>', '{'])('refuses %j as no JSON', (other) => {
    expect(readManifest(other)).toEqual({ problem: 'not JSON' });
  });

  test('names the place of the fault', () => {
    expect(problemOf((manifest) => manifest.shards.pop())).toMatch(/^shards: /);
    expect(problemOf((manifest) => manifest.shards.push(manifest.shards.shift()!))).toBe(
      'shards: shards are out of order',
    );
    expect(problemOf((manifest) => (manifest.shards[3]!.file = '../../other'))).toMatch(/^shards\.3\.file: /);
    expect(problemOf((manifest) => (manifest.shards[3]!.file = 'https://host/a'))).toMatch(
      /^shards\.3\.file: /,
    );
    expect(problemOf((manifest) => (manifest.shards[0]!.sha256 = 'EB'))).toMatch(/^shards\.0\.sha256: /);
    expect(problemOf((manifest) => (manifest.shards[6]!.bytes = 1e12))).toMatch(/^shards\.6\.bytes: /);
    expect(problemOf((manifest) => Object.assign(manifest, { version: 2 }))).toMatch(/^version: /);
    expect(problemOf((manifest) => Object.assign(manifest, { extra: 1 }))).toMatch(/^extra: /);
  });
});
