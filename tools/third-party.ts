// Writes third-party.txt: name, version, licence and its text of each package in the built page and its workers. Vite's own
// `build.license` leaves out packages that only a worker loads, such as tfjs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import license, { type Dependency } from 'rollup-plugin-license';
import type { Plugin } from 'vite';

/** Licences that only require their text to be passed on. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** Whether `license` is one of the list, several of them joined by AND, or has one of them among its choices. */
export function isAllowed(license: string | null | undefined): boolean {
  if (typeof license !== 'string') return false;
  const choices = license.replaceAll(/^\(|\)$/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));
}

const FILE = 'third-party.txt';
/** tfjs is published without a licence file. */
const APACHE = join(import.meta.dirname, 'apache-2.0.txt');

/** Throws on a licence without its text. */
function noticeOf(packages: readonly Dependency[]): string {
  const parts = packages.map(({ name, version, license, licenseText, noticeText }) => {
    const text = licenseText ?? (license === 'Apache-2.0' ? readFileSync(APACHE, 'utf8') : null);
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
