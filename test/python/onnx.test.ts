// The ONNX files in Python's own library: its checker accepts them, every shape is inferred, the metadata is read back.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESETS } from '../../src/contract/config.ts';
import { parameterLayout } from '../../src/contract/model.ts';
import { configOf, exportedRun } from '../../src/export/exported-run.fixture.ts';
import { modelMetadata } from '../../src/export/model-metadata.ts';
import { onnxFile } from '../../src/export/onnx.ts';
import { pythonWith } from '../../tools/python.ts';

const CHECK = join(import.meta.dirname, '../../tools/check_onnx.py');
const folder = mkdtempSync(join(tmpdir(), 'lenet-onnx-'));
let python: string | null = null;
beforeAll(async () => {
  python = await pythonWith(['onnx']);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  /** Whether Python writes the same bytes: the page then opens a file that Python has saved. */
  canonical: boolean;
  ir_version: number;
  opset: [string, number][];
  shapes: Record<string, (string | number)[]>;
  metadata: Record<string, string>;
  sums: Record<string, number>;
}

const configs = {
  article: PRESETS.article,
  sprint: PRESETS.sprint,
  modern: PRESETS.modern,
  'tanh, 2 classes': configOf({ ...PRESETS.article, activation: 'tanh', classes: 2 }),
  '100 classes, dense sigmoid': configOf({ ...PRESETS.article, dense: true, classes: 100 }),
};

test.each(Object.entries(configs))('%s', (name, config) => {
  if (python === null) throw new Error('no Python with the package onnx');
  const classNames = Array.from({ length: config.classes }, (_, i) => `短靴 "${i}" \\ '👟'\n`);
  const run = exportedRun(config, undefined, { classNames });
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, onnxFile(run));
  const output = execFileSync(python, [CHECK, path], { encoding: 'utf8' });
  const report = JSON.parse(output) as Report;
  expect(report).toMatchObject({
    canonical: true,
    ir_version: 7,
    opset: [['', 13]],
    metadata: modelMetadata(run),
  });
  expect(JSON.parse(report.metadata['classes']!)).toEqual(classNames);
  const { c1, c3, f5, f6, classes } = config;
  expect(report.shapes).toMatchObject({
    image: ['batch', 1, 28, 28],
    c1: ['batch', c1, 28, 28],
    s2: ['batch', c1, 14, 14],
    c3: ['batch', c3, 10, 10],
    s4: ['batch', c3, 5, 5],
    flatten: ['batch', 25 * c3],
    f5: ['batch', f5],
    f6: ['batch', f6],
    logits: ['batch', classes],
    probabilities: ['batch', classes],
  });
  for (const { name, offset, size } of parameterLayout(config).tensors) {
    const sum = run.parameters.subarray(offset, offset + size).reduce((sum, value) => sum + value, 0);
    expect(report.sums[name]).toBeCloseTo(sum, 9);
  }
});
