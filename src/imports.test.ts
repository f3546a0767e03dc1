// The code keeps the import rules (import-rules.ts), no file imports itself in a circle, and README.md shows the rules.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circles, importsOf, readImports, sourceFiles, type Import } from '../tools/imports.ts';
import { importTable, ROOMS, TOOL_ROOMS } from './import-rules.ts';

const ROOT = resolve(import.meta.dirname, '..');
const RULES = 'src/import-rules.ts';

const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const isFixture = (path: string) => /\.fixture\.tsx?$/.test(path);

/** The longest name of a room that holds `path`. */
function roomOf(path: string): string | undefined {
  const names = path.startsWith('src/') ? Object.keys(ROOMS) : Object.keys(TOOL_ROOMS);
  const inside = path.replace(/^src\//, '');
  return names
    .filter((room) => (room.endsWith('/') ? inside.startsWith(room) : inside === room))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isPackage(name: string, packages: readonly string[] = []): boolean {
  return packages.some((allowed) =>
    allowed.endsWith('/*')
      ? name.startsWith(allowed.slice(0, -1))
      : name === allowed || name.startsWith(`${allowed}/`),
  );
}

function isAllowedInPage({ from, to, local, kind }: Import): boolean {
  const name = roomOf(from);
  const room = name === undefined ? undefined : ROOMS[name];
  if (!room) return false;
  if (!local) return isPackage(to, room.packages);
  if (!to.startsWith('src/') || isFixture(to)) return false;
  const target = roomOf(to);
  if (target === undefined || ROOMS[target]!.forTests) return target === name;
  if (target === name || room.imports.includes(target)) return true;
  if (room.types?.includes(target)) return kind === 'type';
  return (room.lazy?.includes(target) ?? false) && kind !== 'value';
}

function isAllowedInTools({ from, to, local }: Import): boolean {
  const name = roomOf(from)!;
  const target = roomOf(to);
  if (!local || to.startsWith('src/') || !target) return true;
  return target === name || TOOL_ROOMS[name]!.imports.includes(target);
}

const all = ['src', ...Object.keys(TOOL_ROOMS).map((room) => room.slice(0, -1))];
const imports = readImports(
  ROOT,
  all.flatMap((folder) => sourceFiles(ROOT, folder)),
).filter(({ from }) => from !== RULES);
/** Tests and fixtures may import anything in src/, Node and the test tools. */
const ofPage = imports.filter(({ from }) => from.startsWith('src/') && !isTest(from) && !isFixture(from));
const shown = ({ from, to, kind }: Import) => `${from} -> ${to} (${kind})`;

describe('imports', () => {
  test('every file lies in a room', () => {
    const files = ofPage.map(({ from }) => from);
    expect(new Set(files).size).toBeGreaterThan(200);
    expect(files.filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  test('every import of the page is one that the rules allow', () => {
    expect(ofPage.filter((found) => !isAllowedInPage(found)).map(shown)).toEqual([]);
  });

  test('tools import src/ and the rooms below them, never back', () => {
    const ofTools = imports.filter(({ from }) => !from.startsWith('src/'));
    expect(ofTools.length).toBeGreaterThan(100);
    expect(ofTools.filter((found) => !isAllowedInTools(found)).map(shown)).toEqual([]);
  });

  test('no file imports itself in a circle, types included', () => {
    expect(circles(imports).map((circle) => circle.join(' -> '))).toEqual([]);
  });

  test('panels do not import panels', () => {
    const panelOf = (path: string) =>
      roomOf(path) === 'ui/' ? /^src\/ui\/(?!styles\/)[^/]+\//.exec(path)?.[0] : undefined;
    const crossing = ofPage.filter(
      ({ from, to }) =>
        panelOf(from) !== undefined && panelOf(to) !== undefined && panelOf(from) !== panelOf(to),
    );
    expect(crossing.map(shown)).toEqual([]);
  });

  test('the rules name rooms that exist, each once, and lead in no circle', () => {
    const names = new Set([...Object.keys(ROOMS), ...Object.keys(TOOL_ROOMS)]);
    const edges = Object.entries({ ...ROOMS, ...TOOL_ROOMS }).flatMap(([from, room]) => {
      const targets = [
        ...room.imports,
        ...('types' in room ? (room.types ?? []) : []),
        ...('lazy' in room ? (room.lazy ?? []) : []),
      ];
      expect(new Set(targets).size).toBe(targets.length);
      for (const target of targets) expect(names).toContain(target);
      return targets.map((to): Import => ({ from, to, local: true, kind: 'value' }));
    });
    expect(circles(edges)).toEqual([]);
  });

  test('README.md shows the rules, in at most 120 characters a line', () => {
    const readme = readFileSync(join(ROOT, 'src/README.md'), 'utf8');
    expect(readme).toContain(`\n${importTable()}\n`);
    expect(readme.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });
});

describe('the reader of imports', () => {
  const kinds = (text: string) => importsOf('src/ui/a.tsx', text).map(({ to, kind }) => `${to} ${kind}`);

  test('sees every way to import', () => {
    expect(kinds("import { a } from './b.ts';")).toEqual(['src/ui/b.ts value']);
    expect(kinds("import type { A } from '../base/b.ts';")).toEqual(['src/base/b.ts type']);
    expect(kinds("import { type A, type B } from '../base/b.ts';")).toEqual(['src/base/b.ts type']);
    expect(kinds("import { type A, b } from '../base/b.ts';")).toEqual(['src/base/b.ts value']);
    expect(kinds("import './style.css';")).toEqual(['src/ui/style.css value']);
    expect(kinds("export * from 'react';")).toEqual(['react value']);
    expect(kinds("const b = () => import('../image/b.ts');")).toEqual(['src/image/b.ts lazy']);
    expect(kinds("let b: import('../image/b.ts').B;")).toEqual(['src/image/b.ts type']);
    expect(kinds("new Worker(new URL('../worker/worker.ts', import.meta.url));")).toEqual([
      'src/worker/worker.ts lazy',
    ]);
    expect(kinds("import b from '../../tools/b.ts';")).toEqual(['tools/b.ts value']);
    expect(kinds("// import { a } from './b.ts';\nconst text = `import '../x.ts'`;")).toEqual([]);
    expect(() => kinds('import(name);')).toThrow('literal');
  });

  test('finds circles, also of types, and the file that imports itself', () => {
    const edge = (from: string, to: string): Import => ({ from, to, local: true, kind: 'type' });
    expect(circles([edge('a', 'b'), edge('b', 'c'), edge('c', 'b'), edge('a', 'c')])).toEqual([
      ['b', 'c', 'b'],
    ]);
    expect(circles([edge('a', 'a')])).toEqual([['a', 'a']]);
    expect(circles([edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')])).toEqual([]);
  });

  test('what the rules forbid is caught', () => {
    const allowed = (from: string, text: string) => importsOf(from, text).every(isAllowedInPage);
    expect(allowed('src/base/a.ts', "import { b } from '../contract/b.ts';")).toBe(false);
    expect(allowed('src/base/a.ts', "import { b } from './b.ts';")).toBe(true);
    expect(allowed('src/engine/choose.ts', "import { b } from './tfjs/b.ts';")).toBe(false);
    expect(allowed('src/engine/choose.ts', "import('./tfjs/b.ts');")).toBe(true);
    expect(allowed('src/engine/wasm/a.ts', "import { b } from '../testing/b.ts';")).toBe(false);
    expect(allowed('src/ui/run/a.tsx', "import { b } from '../../training/b.ts';")).toBe(false);
    expect(allowed('src/ui/kit/a.tsx', "import { b } from '../run/b.ts';")).toBe(false);
    expect(allowed('src/training/a.ts', "import { b } from '../storage/b.ts';")).toBe(false);
    expect(allowed('src/training/a.ts', "import type { B } from '../storage/b.ts';")).toBe(true);
    expect(allowed('src/training/a.ts', "import { b } from './session.fixture.ts';")).toBe(false);
    expect(allowed('src/training/a.ts', "import { b } from '../../tools/b.ts';")).toBe(false);
    expect(allowed('src/store/a.ts', "import react from 'react';")).toBe(false);
    const tools = (from: string, text: string) => importsOf(from, text).every(isAllowedInTools);
    expect(tools('tools/a.ts', "import { b } from '../e2e/b.ts';")).toBe(false);
    expect(tools('e2e/a.ts', "import { b } from '../tools/b.ts';")).toBe(true);
  });
});
