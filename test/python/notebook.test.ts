// The notebook is valid, and its cells, run one after the other, give what the script gives.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetFor, type RunConfig } from '../../src/contract/config.ts';
import { notebook } from '../../src/export/python/notebook.ts';
import { trainScript } from '../../src/export/python/train-script.ts';
import type { ExportedRun } from '../../src/export/exported-run.ts';
import { encodeSafetensors } from '../../src/weights/safetensors.ts';
import { pythonWith, runPython } from '../../tools/python.ts';
import { smallData, writeData, type TestData } from './data.fixture.ts';
import { testFolder } from './driver.fixture.ts';
import { endedRun, resultOf } from './exported.fixture.ts';

const python = await pythonWith(['torch', 'numpy', 'nbformat']);
const file = (name: string) => join(import.meta.dirname, name);

function smallRun(data: TestData, changes: Partial<RunConfig> = {}): ExportedRun {
  const sizes = { samples: 200, classes: 10, epochs: 2, c1: 3, c3: 5, f5: 11, f6: 9 };
  const config = { ...presetFor('article', data.facts.id), ...sizes, ...changes };
  return endedRun(config, { epochs: [], result: resultOf(data.facts, 12) }, data.facts);
}

/** A folder in which the notebook and the script lie beside their data; and the arguments of a Python that lacks matplotlib. */
function folderOf(run: ExportedRun, data: TestData) {
  const folder = testFolder();
  writeData(folder, data);
  writeFileSync(join(folder, 'run.ipynb'), notebook(run));
  writeFileSync(join(folder, 'train.py'), trainScript(run));
  const weights = encodeSafetensors(run.run.plan.config, run.parameters, {});
  writeFileSync(join(folder, 'model.safetensors'), weights);
  mkdirSync(join(folder, 'none/matplotlib'), { recursive: true });
  writeFileSync(join(folder, 'none/matplotlib/__init__.py'), 'raise ImportError("none")');
  return { folder, withoutPlots: { PYTHONPATH: join(folder, 'none') } };
}

const lastLine = (printed: string) => printed.trimEnd().split('\n').at(-1);

/** What the cell `id` printed. */
function printedBy(printed: string, id: string): string[] {
  const lines = printed.split('\n');
  const from = lines.indexOf(`[${id}]`);
  expect(from, `cell ${id}`).toBeGreaterThan(-1);
  const to = lines.findIndex((line, i) => i > from && /^\[\w+\]$/.test(line));
  return lines.slice(from + 1, to === -1 ? undefined : to).filter((line) => line !== '');
}

describe.skipIf(python === null)('the notebook', () => {
  test('is valid and gives the script’s weights and count, without matplotlib too', async () => {
    const data = smallData(10, 200, 60);
    const { folder, withoutPlots } = folderOf(smallRun(data), data);
    const options = { folder, environment: withoutPlots };
    const cells = await runPython(python!, [file('run_notebook.py'), 'run.ipynb'], options);
    const script = await runPython(python!, ['train.py', '--out', 'script', '--device', 'cpu'], options);
    const same = ['best_model.pth', 'script/best_model.pth'];
    expect(await runPython(python!, [file('same_weights.py'), ...same], { folder })).toBe('True\n');
    expect(lastLine(script)).toMatch(/^\d+ of 60 correct; in the page 12\.$/);
    expect(printedBy(cells, 'test')).toEqual([lastLine(script)]);
    expect(printedBy(cells, 'plot')).toEqual(['No curves: matplotlib is not installed.']);
    expect(printedBy(cells, 'names')).toHaveLength(10);
    expect(printedBy(cells, 'names')[0]).toMatch(/^predicted: class \d {3}true: class \d/);
    // Another activation is another run; its last line compares the counts too.
    expect(printedBy(cells, 'relu').slice(0, 2)).not.toEqual(printedBy(cells, 'train'));
    expect(lastLine(cells)).toMatch(/^\d+ of 60 correct; in the page 12\.$/);
    // The weights inside are the page's.
    const scored = await runPython(python!, ['train.py', '--score'], { folder });
    expect(printedBy(cells, 'pageWeights')).toEqual([lastLine(scored)]);
  });

  test('draws both curves where matplotlib is there, in Chinese', async () => {
    const data = smallData(10, 200, 60);
    const epochs = [
      { epoch: 1, step: 5, ...SCORES },
      { epoch: 2, step: 10, ...SCORES },
    ];
    const run: ExportedRun = { ...smallRun(data, { activation: 'relu' }), language: 'zh' };
    const { folder } = folderOf({ ...run, run: { ...run.run, epochs } }, data);
    const cells = await runPython(python!, [file('run_notebook.py'), 'run.ipynb'], { folder });
    expect(printedBy(cells, 'train')[0]).toMatch(/^第 1\/2 轮：训练损失 .*（网页：12\.00%）$/);
    expect(printedBy(cells, 'test')).toEqual([
      expect.stringMatching(/^60 张中有 \d+ 张分类正确；网页上是 12 张。$/),
    ]);
    expect(printedBy(cells, 'sigmoid')).toHaveLength(3);
  });

  test('of a run that was changed by hand tests the page’s weights', async () => {
    const data = smallData(10, 200, 60);
    const run = smallRun(data);
    const edited: ExportedRun = { ...run, run: { ...run.run, edited: [3], link: null } };
    const { folder } = folderOf(edited, data);
    const cells = await runPython(python!, [file('run_notebook.py'), 'run.ipynb'], { folder });
    const script = await runPython(python!, ['train.py'], { folder });
    expect(printedBy(cells, 'test')).toEqual([lastLine(script)]);
    expect(script).toContain('Weights were changed by hand');
    expect(cells).not.toContain('Epoch');
  });
});

const SCORES = {
  trainLoss: 2,
  trainAccuracy: 0.11,
  validationLoss: 2.1,
  validationAccuracy: 0.12,
  seconds: 1,
  best: true,
};
