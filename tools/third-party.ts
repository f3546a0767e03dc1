// The notice of the packages that are really in the built page and its workers: name, version, licence and its text, in
// third-party.txt. Vite's own `build.license` leaves out what only a worker loads, and tfjs is that.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What asks for no more than that the licence be passed on. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** A single licence of the list, or several that all hold; `undefined` where a package names none. */
export function isAllowed(license: string | undefined): boolean {
  return license !== undefined && license.split(' AND ').every((one) => ALLOWED.has(one));
}

const FILE = 'third-party.txt';
const FOLDER = '/node_modules/';
const LEGAL_FILE = /^(licen[cs]e|copying|notice)/i;
/** tfjs is published without a licence file. */
const APACHE = join(import.meta.dirname, 'apache-2.0.txt');

interface Package {
  name: string;
  version: string;
  license: string;
  texts: string[];
}

/** The folder of the package that a bundled module is from; null for the project's own and the bundler's. */
export function packageFolder(moduleId: string): string | null {
  const path = moduleId.replaceAll('\\', '/');
  const start = path.lastIndexOf(FOLDER);
  if (start < 0 || path.startsWith('\0')) return null;
  const [first, second] = path.slice(start + FOLDER.length).split('/');
  return path.slice(0, start + FOLDER.length) + (first!.startsWith('@') ? `${first}/${second}` : first);
}

export function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Package;
  const files = readdirSync(folder)
    .filter((file) => LEGAL_FILE.test(file))
    .toSorted()
    .map((file) => join(folder, file));
  if (files.length === 0 && license === 'Apache-2.0') files.push(APACHE);
  return { name, version, license, texts: files.map((file) => readFileSync(file, 'utf8').trim()) };
}

/** Throws on a licence that is not allowed, and on one without its text. */
export function noticeOf(packages: readonly Package[]): string {
  const parts = packages.map(({ name, version, license, texts }) => {
    if (!isAllowed(license)) throw new Error(`${name}: the licence ${license} is not allowed`);
    if (texts.length === 0) throw new Error(`${name}: no text of its licence`);
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  return `This page holds code of the following packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** `page` writes the notice, and `worker` tells it what is in a worker: workers are bundled before the page. */
export function thirdParty(): { page: Plugin; worker: Plugin } {
  const folders = new Set<string>();
  const collect: Plugin['generateBundle'] = (_, bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const folder of output.moduleIds.map(packageFolder)) if (folder) folders.add(folder);
    }
  };
  return {
    worker: { name: 'third-party-worker', generateBundle: collect },
    page: {
      name: 'third-party',
      generateBundle(options, bundle, isWrite) {
        collect.call(this, options, bundle, isWrite);
        const packages = [...folders].map(readPackage).toSorted((a, b) => a.name.localeCompare(b.name));
        this.emitFile({ type: 'asset', fileName: FILE, source: noticeOf(packages) });
      },
    },
  };
}
