// The allow-list of arrows between rooms. A new arrow is a decision: it is written here and in src/README.md's table,
// and one test holds the two together. Test files are free to import anything in src, Node and the test tools.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const SRC = import.meta.dirname;

interface Room {
  /** Rooms and single files that it may import; of a room's own files every one. */
  rooms: readonly string[];
  /** Rooms and files of which it may import types alone. */
  types?: readonly string[];
  /** … and of which `import()`, a URL and types alone. */
  lazy?: readonly string[];
  packages: readonly string[];
}

const ENGINES = ['engine/reference/', 'engine/tfjs/', 'engine/wasm/', 'engine/webgpu/'];

const ROOMS: Readonly<Record<string, Room>> = {
  'base/': { rooms: [], packages: [] },
  'contract/': { rooms: ['base/'], packages: ['valibot'] },
  'contract/links-made.ts': { rooms: ['contract/'], packages: ['fast-check'] },
  'data/': { rooms: ['contract/', 'base/'], packages: ['@noble/hashes', 'image-dimensions'] },
  'engine/engine.ts': { rooms: [], types: ['contract/'], packages: [] },
  'engine/reference/': {
    rooms: ['engine/engine.ts', 'engine/checks.ts', 'contract/', 'base/'],
    packages: [],
  },
  'engine/checks.ts': { rooms: ['contract/'], types: ['engine/engine.ts'], packages: [] },
  'engine/step-numbers.ts': { rooms: ['engine/engine.ts', 'base/'], packages: [] },
  'engine/scores.ts': { rooms: ['contract/'], types: ['engine/engine.ts'], packages: [] },
  'engine/tfjs/': {
    rooms: ['engine/engine.ts', 'engine/checks.ts', 'engine/scores.ts', 'contract/', 'base/'],
    packages: ['@tensorflow/*'],
  },
  'engine/webgpu/': {
    rooms: [
      'engine/engine.ts',
      'engine/checks.ts',
      'engine/step-numbers.ts',
      'engine/scores.ts',
      'engine/tfjs/backend.ts',
      'contract/',
      'base/',
    ],
    types: ['engine/tfjs/own-kernel.ts'],
    packages: [],
  },
  'engine/golden/': { rooms: ['engine/engine.ts', 'contract/', 'base/'], packages: [] },
  'engine/wasm/': {
    rooms: ['engine/engine.ts', 'engine/checks.ts', 'engine/step-numbers.ts', 'contract/', 'base/'],
    packages: [],
  },
  'engine/self-check.ts': { rooms: ['engine/engine.ts', 'contract/', 'base/'], packages: [] },
  'engine/choose.ts': {
    rooms: ['engine/engine.ts', 'engine/self-check.ts', 'contract/', 'base/'],
    lazy: ENGINES,
    packages: [],
  },
  'storage/': { rooms: ['contract/', 'base/'], types: ['data/'], packages: ['idb'] },
  'training/': {
    rooms: ['data/', 'contract/', 'base/', 'engine/engine.ts'],
    types: ['storage/'],
    packages: [],
  },
  'training/session-made.ts': {
    rooms: ['training/', 'storage/', 'data/', 'contract/', 'base/'],
    types: ['engine/engine.ts'],
    packages: [],
  },
  'worker/': { rooms: ['training/', 'engine/choose.ts', 'storage/', 'data/', 'contract/'], packages: [] },
  'service-worker/': { rooms: ['contract/'], packages: [] },
  'client/': {
    rooms: ['contract/', 'base/'],
    lazy: ['worker/worker.ts', 'worker/photo-worker.ts'],
    packages: [],
  },
  'store/': { rooms: ['client/', 'contract/', 'base/'], packages: ['zustand'] },
  'ui/': {
    rooms: ['store/', 'contract/', 'base/', 'data/drawing.ts', 'data/drawing-doubt.ts'],
    packages: ['react', 'react-dom', 'recharts', 'use-intl', 'zustand'],
  },
  'main.tsx': { rooms: ['ui/', 'store/', 'client/', 'contract/'], packages: ['react', 'react-dom'] },
};

interface Import {
  from: string;
  /** A path under src (`base/random.ts`) or a package's name (`@tensorflow/tfjs-core`). */
  to: string;
  local: boolean;
  kind: 'value' | 'type' | 'lazy';
}

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

interface Node {
  type: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodes(child);
  }
}

/** The specifier and kind of an importing node, or null. A specifier that is no literal throws. */
function specifier(node: Node): { text: string; kind: Import['kind'] } | null {
  const literal = (value: unknown): string => {
    if (isNode(value) && typeof value.value === 'string') return value.value;
    throw new Error(`${node.type} without a literal specifier`);
  };
  switch (node.type) {
    case 'ImportDeclaration': {
      const names = node.specifiers as Node[];
      const typeOnly = names.length > 0 && names.every(({ importKind }) => importKind === 'type');
      return { text: literal(node.source), kind: node.importKind === 'type' || typeOnly ? 'type' : 'value' };
    }
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!node.source) return null;
      return { text: literal(node.source), kind: node.exportKind === 'type' ? 'type' : 'value' };
    case 'TSImportType':
      return { text: literal(node.source), kind: 'type' };
    case 'ImportExpression':
      return { text: literal(node.source), kind: 'lazy' };
    case 'NewExpression': {
      // new URL('…', import.meta.url): how a worker or an asset is named.
      const [first, second] = node.arguments as Node[];
      const named = isNode(node.callee) && node.callee.name === 'URL' && second?.type === 'MemberExpression';
      return named && typeof first?.value === 'string' ? { text: first.value, kind: 'lazy' } : null;
    }
    default:
      return null;
  }
}

function importsOf(from: string, text: string): Import[] {
  const { program, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]!.message}`);
  const found: Import[] = [];
  for (const node of nodes(program as unknown as Node)) {
    const read = specifier(node);
    if (!read) continue;
    const local = read.text.startsWith('.');
    const path = read.text.split('?', 1)[0]!;
    const to = local ? relative(SRC, resolve(SRC, dirname(from), path)).replaceAll('\\', '/') : read.text;
    found.push({ from, to, local, kind: read.kind });
  }
  return found;
}

function within(path: string, names: readonly string[] | undefined): boolean {
  return (names ?? []).some((name) => (name.endsWith('/') ? path.startsWith(name) : path === name));
}

function isPackage(specifierText: string, names: readonly string[]): boolean {
  return names.some((name) =>
    name.endsWith('/*')
      ? specifierText.startsWith(name.slice(0, -1))
      : specifierText === name || specifierText.startsWith(`${name}/`),
  );
}

/** The longest room that holds `path`: a file's own line before its folder's. */
function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => within(path, [room]))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isAllowed({ from, to, local, kind }: Import): boolean {
  const name = roomOf(from);
  const room = name === undefined ? undefined : ROOMS[name];
  if (!local)
    return from === 'main.tsx' ? isPackage(to, ['react', 'react-dom']) : isPackage(to, room?.packages ?? []);
  if (!room || !name) return false;
  if (within(to, [name]) || within(to, room.rooms)) return true;
  if (within(to, room.types)) return kind === 'type';
  return within(to, room.lazy) && kind !== 'value';
}

describe('imports', () => {
  const files = sourceFiles().filter((path) => !/\.test\.tsx?$/.test(path));

  test('every file lies in a room', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  test('every import is an arrow that the table allows', () => {
    const forbidden = files
      .flatMap((path) => importsOf(path, readFileSync(join(SRC, path), 'utf8')))
      .filter((found) => !isAllowed(found))
      .map(({ from, to, kind }) => `${from} -> ${to} (${kind})`);
    expect(forbidden).toEqual([]);
  });

  test('panels do not import panels', () => {
    // A panel is a folder of ui/ other than the shared ones; single files in ui/ put the panels together.
    const panelOf = (path: string) => /^ui\/(?!parts\/|messages\/|styles\/)[^/]+\//.exec(path)?.[0];
    const crossing = files
      .filter((path) => path.startsWith('ui/') && path.split('/').length > 2)
      .flatMap((path) => importsOf(path, readFileSync(join(SRC, path), 'utf8')))
      .filter(({ from, to, local }) => local && panelOf(to) !== undefined && panelOf(to) !== panelOf(from));
    expect(crossing).toEqual([]);
  });
});

describe('the reader of imports', () => {
  const kinds = (text: string) => importsOf('ui/a.tsx', text).map(({ to, kind }) => `${to} ${kind}`);

  test('sees every way to import', () => {
    expect(kinds("import { a } from './b.ts';")).toEqual(['ui/b.ts value']);
    expect(kinds("import type { A } from '../base/b.ts';")).toEqual(['base/b.ts type']);
    expect(kinds("import { type A, type B } from '../base/b.ts';")).toEqual(['base/b.ts type']);
    expect(kinds("import { type A, b } from '../base/b.ts';")).toEqual(['base/b.ts value']);
    expect(kinds("import './style.css';")).toEqual(['ui/style.css value']);
    expect(kinds("export * from 'react';")).toEqual(['react value']);
    expect(kinds("const b = () => import('../data/b.ts');")).toEqual(['data/b.ts lazy']);
    expect(kinds("let b: import('../data/b.ts').B;")).toEqual(['data/b.ts type']);
    expect(kinds("new Worker(new URL('../worker/worker.ts', import.meta.url));")).toEqual([
      'worker/worker.ts lazy',
    ]);
    expect(kinds("// import { a } from './b.ts';\nconst text = `import '../x.ts'`;")).toEqual([]);
  });

  test('a forbidden arrow is caught', () => {
    const allowed = (from: string, text: string) => importsOf(from, text).every(isAllowed);
    expect(allowed('base/a.ts', "import { b } from '../contract/b.ts';")).toBe(false);
    expect(allowed('base/a.ts', "import { b } from './b.ts';")).toBe(true);
    expect(allowed('engine/choose.ts', "import { b } from './tfjs/b.ts';")).toBe(false);
    expect(allowed('engine/choose.ts', "import('./tfjs/b.ts');")).toBe(true);
    expect(allowed('ui/a.tsx', "import { b } from '../training/b.ts';")).toBe(false);
    expect(allowed('ui/a.tsx', "import { b } from '../data/split.ts';")).toBe(false);
    expect(allowed('training/a.ts', "import { b } from '../storage/b.ts';")).toBe(false);
    expect(allowed('training/a.ts', "import type { B } from '../storage/b.ts';")).toBe(true);
    expect(allowed('store/a.ts', "import react from 'react';")).toBe(false);
    expect(() => importsOf('base/a.ts', 'import(name);')).toThrow('literal');
  });
});

describe('src/README.md', () => {
  const names = (cell: string) =>
    [...cell.matchAll(/`([^`]+)`/g)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'import()')
      .toSorted((a, b) => a.localeCompare(b));

  test('has the same table', () => {
    const rows = readFileSync(join(SRC, 'README.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const told = Object.fromEntries(
      rows.map(([, room, , rooms, packages]) => [
        names(room!)[0],
        { rooms: names(rooms!), packages: names(packages!) },
      ]),
    );
    const held = Object.fromEntries(
      Object.entries(ROOMS).map(([room, { rooms, types, lazy, packages }]) => {
        const imported = [...rooms, ...(types ?? []), ...(lazy ?? [])].map(
          (name) => `\`${name.replace(/\/$/, '')}\``,
        );
        return [
          room,
          { rooms: names(imported.join()), packages: names(packages.map((name) => `\`${name}\``).join()) },
        ];
      }),
    );
    expect(told).toEqual(held);
  });
});
