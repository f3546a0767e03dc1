// Writes third-party.txt: name, version, licence and its text of each package in the built page and its workers. Vite's own
// `build.license` leaves out packages that only a worker loads, such as tfjs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import license, { type Dependency } from 'rollup-plugin-license';
import type { Plugin } from 'vite';

/** Licences that only require their text to be passed on. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** Whether `license` is one of the list, or several of them joined by AND or by OR, also in parentheses. */
export function isAllowed(license: string | null | undefined): boolean {
  if (typeof license !== 'string') return false;
  const inner = /^\(([^()]*)\)$/.exec(license)?.[1] ?? license;
  return inner.split(/ (?:AND|OR) /).every((one) => ALLOWED.has(one));
}

const FILE = 'third-party.txt';
/** tfjs is published without a licence file. */
const APACHE = join(import.meta.dirname, 'apache-2.0.txt');
/** So are these: the text of onnx-buf's repository, and the one in the source of protobuf. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'onnx-buf': [join(import.meta.dirname, 'onnx-buf-license.txt')],
  '@bufbuild/protobuf': [APACHE, join(import.meta.dirname, 'protobuf-bsd-3-clause.txt')],
};

/** The text of a package's licence; null where there is none. */
function textOf({ name, license, licenseText }: Dependency): string | null {
  if (licenseText) return licenseText;
  const files = TEXTS[name ?? ''] ?? (license === 'Apache-2.0' ? [APACHE] : null);
  return files && files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n');
}

/** Throws on a licence without its text. */
function noticeOf(packages: readonly Dependency[]): string {
  const parts = packages.map((dependency) => {
    const { name, version, license, noticeText } = dependency;
    const text = textOf(dependency);
    if (text === null) throw new Error(`${name}: no text of its licence`);
    const texts = [text, noticeText ?? ''].map((one) => one.trim()).filter(Boolean);
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `This page holds code of the following packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/**
 * `page` writes the notice; `worker` collects the packages in workers, which are bundled before the page. The build
 * fails on a licence that is not allowed.
 */
export function thirdParty(): { page: Plugin[]; worker: Plugin } {
  const found = new Map<string, Dependency>();
  // Its types are Rollup's; its two hooks, renderChunk and generateBundle, are Rolldown's too.
  const collect = license({
    thirdParty: {
      multipleVersions: true,
      allow: { test: ({ license }) => isAllowed(license), failOnUnlicensed: true, failOnViolation: true },
      output: (packages) => {
        for (const one of packages) found.set(`${one.name}@${one.version}`, one);
      },
    },
  }) as unknown as Plugin;
  return {
    worker: collect,
    page: [
      collect,
      {
        name: 'third-party',
        generateBundle() {
          const packages = [...found.values()].toSorted((a, b) => a.name!.localeCompare(b.name!));
          this.emitFile({ type: 'asset', fileName: FILE, source: noticeOf(packages) });
        },
      },
    ],
  };
}
