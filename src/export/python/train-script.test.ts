// The script: what stands in front of its sections, and that train.py, its module and the texts are up to date.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { PRESETS, presetFor } from '../../contract/config.ts';
import { FASHION } from '../../contract/dataset.ts';
import { bundleImages, bundleRun, bundleWeights } from '../bundle.fixture.ts';
import type { ExportedRun } from '../exported-run.ts';
import { writeRun } from '../write-run.ts';
import { classicRun, newRun } from './classic-run.fixture.ts';
import { notebook } from './notebook.ts';
import { sectionOf } from './sections.ts';
import { TRAIN_SECTIONS } from './source.ts';
import { textsEn } from './texts.en.ts';
import { textsZh } from './texts.zh.ts';
import { trainScript } from './train-script.ts';

const withPlan = (start: ExportedRun['run']['plan']['start'], changes: Partial<ExportedRun> = {}) => {
  const { run } = classicRun;
  return { ...classicRun, run: { ...run, plan: { ...run.plan, start } }, ...changes };
};
const docstringOf = (script: string) => script.split('"""')[1]!;

test('train.py is what `npm run python` writes', () => {
  const source = readFileSync(join(import.meta.dirname, 'train.py'), 'utf8');
  expect(source).toBe(trainScript(classicRun));
  expect(source.endsWith(TRAIN_SECTIONS)).toBe(true);
});

test('every text that the sections use exists in both languages, with the same fields', () => {
  const used = new Set([...TRAIN_SECTIONS.matchAll(/TEXT\["(\w+)"\]/g)].map(([, key]) => key));
  expect(used).toEqual(new Set([...Object.keys(textsEn.printed), 'notRepeatable']));
  const fields = (text: string) => [...text.matchAll(/\{\w*[^}]*\}/g)].map(([field]) => field).toSorted();
  for (const part of ['printed', 'notRepeatable', 'script', 'notebook'] as const) {
    const [en, zh]: Record<string, string>[] = [textsEn[part], textsZh[part]];
    expect(Object.keys(zh!)).toEqual(Object.keys(en!));
    for (const key of Object.keys(en!)) expect(fields(zh![key]!), `field ${key}`).toEqual(fields(en![key]!));
  }
});

test('the constants are those of the run', () => {
  const marks = [{ step: 2000, value: 5e-4 }];
  const script = trainScript(newRun({ ...PRESETS.sprint, seed: 9 }, { marks }));
  expect(script).toContain('"marks": [{"step": 2000, "value": 0.0005}],');
  expect(script).toContain('        "seed": 9,');
  expect(script).toContain(`"content_hash": "${FASHION.contentHash}"`);
  expect(script).toContain('"link": "https://example.org/lenet/?preset=sprint&seed=9"');
  // What does not change the result is left out.
  expect(script).not.toMatch(/"(engine|threads|preset)": (0|"auto"|"sprint")/);
});

test('a run that can’t be repeated says why, without the name of the file', () => {
  const file = trainScript(withPlan({ kind: 'file', name: 'secret"""name.safetensors' }));
  expect(docstringOf(file)).toContain('were loaded from a file');
  expect(docstringOf(file)).not.toContain('trains, tests');
  expect(file).toContain('"repeatable": False');
  expect(file).not.toContain('secret');
  const { run } = classicRun;
  const edited = trainScript({ ...classicRun, run: { ...run, edited: [100] }, language: 'zh' });
  expect(docstringOf(edited)).toContain('手动修改过权重');
  expect(docstringOf(trainScript(withPlan({ kind: 'fine-tune' })))).toContain('are not known');
});

test('a fine-tuned run can be repeated where its first weights are there', () => {
  const script = trainScript(withPlan({ kind: 'fine-tune' }, { initial: new Float32Array(61_706) }));
  expect(script).toContain('"repeatable": True,\n    "fine_tuned": True');
});

test('other data has the person’s names', () => {
  const dataset = { ...FASHION, id: '0123456789ab', name: 'My "set"', classes: ['{a}', 'b\nc'] };
  const script = trainScript(newRun({ ...presetFor('article', dataset.id), classes: 2 }, { dataset }));
  expect(script).toContain('"name": "My \\"set\\""');
  expect(script).toContain('"class_names": ["{a}", "b\\nc"]');
});

test('the hash of the synthetic images is there where they are exported too', () => {
  const { images, labels, syntheticImages, syntheticLabels } = bundleImages;
  const run = newRun({ ...PRESETS.article, synthetic: syntheticLabels.length });
  const hash = createHash('sha256').update(syntheticLabels).update(syntheticImages).digest('hex');
  const hashed = `"synthetic_hash": "${hash}"`;
  expect(trainScript(run, bundleImages)).toContain(hashed);
  expect(notebook(run, bundleImages)).toContain(JSON.stringify(hashed).slice(1, -1));
  expect(trainScript(run)).toContain('"synthetic_hash": None');
  const none = new Uint8Array(0);
  const withoutAny = { images, labels, syntheticImages: none, syntheticLabels: none };
  expect(trainScript(classicRun, withoutAny)).toContain('"synthetic_hash": None');
  // The zip file has such a script and such a notebook.
  const files = unzipSync(writeRun('zip', bundleRun, bundleWeights, bundleImages).bytes);
  for (const name of ['train.py', 'run.ipynb']) {
    expect(new TextDecoder().decode(files[name])).toContain(hash);
  }
});

test('sections are found by their name', () => {
  expect(sectionOf('model')).toMatch(/^ACTIVATIONS = [^]*return self\.f7\(x\)$/);
  expect(() => sectionOf('none')).toThrow('no section none');
});
