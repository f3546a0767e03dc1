// The notice refuses licences that are not allowed, and the licences of the real packages are allowed.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isAllowed, thirdParty } from './third-party.ts';

/** The notice of a page that imports one package with these files. */
async function noticeOf(files: { license?: string } & Record<string, string>): Promise<string> {
  const { license, ...texts } = files;
  const root = mkdtempSync(join(tmpdir(), 'lenet-notice-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'node_modules/parcel');
  mkdirSync(folder, { recursive: true });
  const about = { name: 'parcel', version: '1.2.3', type: 'module', main: 'index.js', license };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  writeFileSync(join(folder, 'index.js'), 'export const parcel = document.title;');
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  writeFileSync(join(root, 'page.js'), "import { parcel } from 'parcel'; console.log(parcel);");
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [thirdParty().page],
    build: { write: false, rolldownOptions: { input: join(root, 'page.js') } },
  })) as Rolldown.RolldownOutput;
  const asset = output.find(({ fileName }) => fileName === 'third-party.txt');
  return asset?.type === 'asset' ? String(asset.source) : '';
}

describe('the notice', () => {
  test('has name, version, licence and its texts', async () => {
    const notice = await noticeOf({ license: 'MIT', 'LICENSE.md': 'May be used.', NOTICE: 'By someone.' });
    expect(notice).toContain('\n\nparcel 1.2.3 (MIT)\n\nMay be used.\n\nBy someone.\n');
  });

  test('has the licence where a package has no text of its own too', async () => {
    const notice = await noticeOf({ license: 'Apache-2.0' });
    expect(notice).toContain('parcel 1.2.3 (Apache-2.0)');
    expect(notice).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });

  test('refuses another licence, none, and one without its text', async () => {
    await expect(noticeOf({ license: 'GPL-3.0', LICENSE: 'May be used.' })).rejects.toThrow('GPL-3.0');
    await expect(noticeOf({ LICENSE: 'May be used.' })).rejects.toThrow('does not specify any license');
    await expect(noticeOf({ license: 'MIT' })).rejects.toThrow('parcel: no text of its licence');
    for (const license of ['MIT AND GPL-3.0', '(MIT AND GPL-3.0)', '(MIT', 'MIT OR GPL-3.0', '', undefined])
      expect(isAllowed(license)).toBe(false);
    expect(isAllowed('MIT AND ISC')).toBe(true);
    expect(isAllowed('(MIT AND ISC)')).toBe(true);
    expect(isAllowed('(MIT OR Apache-2.0)')).toBe(true);
  });
});

test('every package that the page depends on has an allowed licence', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; license?: string }>;
  };
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  expect(shipped.length).toBeGreaterThan(10);
  const refused = shipped.filter(([, { license }]) => !isAllowed(license));
  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});
