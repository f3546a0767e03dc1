// The notice of third-party code refuses what is not allowed, and nothing of what a build could hold is.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isAllowed, noticeOf, packageFolder, readPackage } from './third-party.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const REACT = `${ROOT}node_modules/react`;

describe('the notice', () => {
  test('knows the package of a module', () => {
    expect(packageFolder('/a/node_modules/b/node_modules/@c/d/e/f.js?g')).toBe(
      '/a/node_modules/b/node_modules/@c/d',
    );
    expect(packageFolder('/a/node_modules/b/index.js')).toBe('/a/node_modules/b');
    expect(packageFolder('/a/src/main.tsx')).toBeNull();
    expect(packageFolder('\0/a/node_modules/b/index.js')).toBeNull();
  });

  test('has version, licence and text, where a package has no text of its own too', () => {
    const react = noticeOf([readPackage(REACT)]);
    expect(react).toMatch(/^react \d+\.\d+\.\d+ \(MIT\)$/m);
    expect(react).toContain('Permission is hereby granted');
    const tfjs = noticeOf([readPackage(`${ROOT}node_modules/@tensorflow/tfjs-core`)]);
    expect(tfjs).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });

  test('refuses another licence, and one without its text', () => {
    const react = readPackage(REACT);
    expect(() => noticeOf([{ ...react, license: 'GPL-3.0' }])).toThrow('react: the licence GPL-3.0');
    for (const license of ['MIT AND GPL-3.0', 'MIT OR GPL-3.0', '', undefined])
      expect(isAllowed(license)).toBe(false);
    expect(isAllowed('MIT AND ISC')).toBe(true);
    expect(() => noticeOf([{ ...react, texts: [] }])).toThrow('no text');
  });
});

test('every package that the page depends on has an allowed licence', () => {
  const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; license?: string }>;
  };
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(shipped.length).toBeGreaterThan(10);
  const refused = shipped.filter(([, { license }]) => !isAllowed(license));
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
