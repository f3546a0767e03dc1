// The notebook's cells; test/python/notebook.test.ts runs them.

import { expect, test } from 'vitest';
import { fromBase64 } from '../../base/base64.ts';
import { PRESETS } from '../../contract/config.ts';
import { FASHION } from '../../contract/dataset.ts';
import { readWeightFile } from '../../weights/read-weight-file.ts';
import type { ExportedRun } from '../exported-run.ts';
import { classicRun, newRun } from './classic-run.fixture.ts';
import { notebook } from './notebook.ts';
import { TRAIN_SECTIONS } from './source.ts';

interface Cell {
  cell_type: string;
  id: string;
  metadata: { jupyter?: unknown; cellView?: string };
  source: string[];
}
const cellsOf = (run: ExportedRun) => (JSON.parse(notebook(run)) as { cells: Cell[] }).cells;
const textOf = (cell: Cell | undefined) => cell!.source.join('');
const ids = (cells: readonly Cell[]) => cells.map(({ id }) => id).filter((id) => !id.endsWith('-text'));

test('the order is the tutorial’s', () => {
  const order = 'title run weights setup model summary data images seed start schedule train plot test';
  expect(ids(cellsOf(classicRun))).toEqual([...order.split(' '), 'pageWeights', 'names', 'relu']);
  const modern = ids(cellsOf(newRun(PRESETS.modern)));
  expect(modern.at(-1)).toBe('sigmoid');
});

test('every section of the script but the last stands in a cell', () => {
  const code = cellsOf(classicRun).map(textOf).join('\n');
  const sections = TRAIN_SECTIONS.split(/^# %% \w+\n/m).slice(1, -1);
  expect(sections.length).toBeGreaterThan(10);
  for (const section of sections) expect(code).toContain(section.trim());
});

test('ids are unique and short, as the format wants them', () => {
  const all = cellsOf(classicRun).map(({ id }) => id);
  expect(new Set(all).size).toBe(all.length);
  for (const id of all) expect(id).toMatch(/^[\w-]{1,64}$/);
});

test('the weights are inside, in a folded cell', () => {
  const initial = new Float32Array(61_706).fill(0.5);
  const { run } = classicRun;
  const plan = { ...run.plan, start: { kind: 'fine-tune' } as const };
  const cell = cellsOf({ ...classicRun, run: { ...run, plan }, initial }).find(({ id }) => id === 'weights')!;
  expect(cell.metadata).toEqual({ jupyter: { source_hidden: true }, cellView: 'form' });
  const files = [...textOf(cell).matchAll(/"(\w+)\.safetensors": "([^"]+)"/g)];
  expect(files.map(([, name]) => name)).toEqual(['model', 'initial']);
  const [model, first] = files.map(([, , text]) => readWeightFile(fromBase64(text!)!));
  if (!('file' in model!) || !('file' in first!)) throw new Error('not read back');
  const same = (a: Float32Array, b: Float32Array) => a.length === b.length && a.every((x, i) => x === b[i]);
  expect(same(model.file.parameters, classicRun.parameters)).toBe(true);
  expect(same(first.file.parameters, initial)).toBe(true);
});

test('a run of a file has no training', () => {
  const { run } = classicRun;
  const plan = { ...run.plan, start: { kind: 'file', name: 'x' } as const };
  const cells = cellsOf({ ...classicRun, run: { ...run, plan } });
  expect(ids(cells).slice(-2)).toEqual(['test', 'names']);
  expect(textOf(cells[0])).toContain('loaded from a file');
  expect(cells.map(textOf).join('\n')).not.toContain('train(net');
});

test('a name of a person is plain text in the title', () => {
  const name = '# <b>$x$</b>\n*my* [set](http://a) `&` |';
  const { run } = classicRun;
  const dataset = { ...FASHION, id: '0123456789ab', name };
  const title = textOf(cellsOf({ ...classicRun, run: { ...run, dataset } })[0]);
  expect(title).toContain('\\# \\<b\\>\\$x\\$\\</b\\> \\*my\\* \\[set\\]\\(http\\://a\\) \\`\\&\\` \\|.');
});

test('speaks Chinese', () => {
  const title = textOf(cellsOf({ ...classicRun, language: 'zh' })[0]);
  expect(title).toMatch(/^# 用 PyTorch 复现 LeNet Playground 的一次训练\n\n训练数据：FashionMNIST。/);
});
