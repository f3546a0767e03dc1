// Reads the imports of TypeScript files: what each names, and whether as a value, as types, or by import() and URL.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  from: string;
  /** A path from the root (`src/base/random.ts`) or a package's name (`@tensorflow/tfjs-core`). */
  to: string;
  local: boolean;
  kind: 'value' | 'type' | 'lazy';
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

/** The specifier and kind of an importing node, or null. Throws on an `import` or `export … from` without a literal. */
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
      // new URL('…', import.meta.url) names a worker or an asset.
      const [first, second] = node.arguments as Node[];
      const named = isNode(node.callee) && node.callee.name === 'URL' && second?.type === 'MemberExpression';
      return named && typeof first?.value === 'string' ? { text: first.value, kind: 'lazy' } : null;
    }
    default:
      return null;
  }
}

/** The imports in `text`, the content of the file at `from` (a path from the root). Throws where it can't be parsed. */
export function importsOf(from: string, text: string): Import[] {
  const { program, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]!.message}`);
  const found: Import[] = [];
  for (const node of nodes(program as unknown as Node)) {
    const read = specifier(node);
    if (!read) continue;
    const local = read.text.startsWith('.');
    const path = read.text.split('?', 1)[0]!;
    const to = local ? relative('/', resolve('/', dirname(from), path)).replaceAll('\\', '/') : read.text;
    found.push({ from, to, local, kind: read.kind });
  }
  return found;
}

/** Paths from `root` of the TypeScript files in `folder`. */
export function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
}

/** The imports of every file in `files`, paths from `root`. */
export function readImports(root: string, files: readonly string[]): Import[] {
  return files.flatMap((path) => importsOf(path, readFileSync(join(root, path), 'utf8')));
}

/** Files that import each other in a circle, types included: each circle once, as the path that leads back to its start. */
export function circles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, local } of imports) if (local) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const to of next.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return found;
}
