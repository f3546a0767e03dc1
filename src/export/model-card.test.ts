// The model card in both languages, with names that try to break out of YAML, Markdown and the table.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { configOf, datasetOf, exportedRun } from './exported-run.fixture.ts';
import type { ExportedRun } from './exported-run.ts';
import { hostileNames } from './hostile-names.fixture.ts';
import { escapeMarkdown, yamlString } from './markdown.ts';
import { modelCard } from './model-card.ts';

/** A run on a person's data, named `name` like all its classes. */
function named(name: string, changes: Partial<ExportedRun> = {}): ExportedRun {
  const config = configOf({ ...PRESETS.article, classes: 3 });
  const dataset = { ...datasetOf(3), name, classes: [name, name, name] };
  const plan = { ...exportedRun(config).run.plan, start: { kind: 'file' as const, name } };
  // The card shows no weights.
  return exportedRun(config, new Float32Array(0), { run: { dataset, plan }, ...changes });
}

/** The cells of a table's row: parts between bars that no backslash escapes. */
const cellsOf = (row: string) =>
  row
    .slice(1, -1)
    .split(/(?<!\\)(?:\\\\)*\|/)
    .map((cell) => cell.trim());

/** Text as Markdown shows it: every backslash before punctuation is gone. */
const shown = (markdown: string) => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

/** A line of the front matter: a key, a key with a value, or an item of a list. */
const YAML_LINE = /^ *(?:- )?(?:[\w-]+:(?: (?:"(?:[^"\\]|\\.)*"|[\d.]+))?|"[\w/-]+")$/u;

function checkFrontMatter(card: string, name: string): void {
  const [, yaml, rest] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(card)!;
  const named = /^ {6}name: (".*")$/mu.exec(yaml!)![1]!;
  const found = {
    otherLines: yaml!.split('\n').filter((line) => !YAML_LINE.test(line)),
    name: JSON.parse(named) as unknown,
    ends: /^---$/m.test(rest!),
  };
  expect(found).toEqual({ otherLines: [], name, ends: false });
}

function checkTable(card: string, name: string): void {
  const rows = card.split('\n## Classes\n')[1]!.split('\n## ')[0]!.trim().split('\n');
  expect(rows.map((row) => cellsOf(row).length)).toEqual([3, 3, 3, 3, 3]);
  const expected = name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  expect(shown(cellsOf(rows[2]!)[1]!)).toBe(expected);
}

describe('names', () => {
  test.each(hostileNames)('%j', (name) => {
    const card = modelCard(named(name));
    checkFrontMatter(card, name);
    checkTable(card, name);
  });

  test('1,000 at random', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
      fc.string({
        unit: fc.constantFrom(...'| \\ ` < > " \' - : # * [ ] ( ) \n \u2028 $ & { } = a 鞋'.split(' '), ' '),
        minLength: 1,
        maxLength: 80,
      }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const card = modelCard(named(name));
        checkFrontMatter(card, name);
        checkTable(card, name);
      }),
      { numRuns: 1000, seed: 1 },
    );
  }, 120_000);

  test('a name that is not escaped breaks the table, and would be found', () => {
    const card = modelCard(named('a|b'));
    expect(() => checkTable(card.replaceAll(String.raw`a\|b`, 'a|b'), 'a|b')).toThrow('to deeply equal');
  });

  test('escapes', () => {
    expect(escapeMarkdown('a|b\n<i>')).toBe(String.raw`a\|b \<i\>`);
    expect(yamlString('"\u2028\u007f短靴')).toBe(String.raw`"\"\u2028\u007f短靴"`);
  });
});

describe('the card', () => {
  test('names the result, the link, the settings and every class', () => {
    const card = modelCard(exportedRun({ ...PRESETS.modern, seed: 7 }));
    expect(card).toContain('value: 0.75');
    expect(card).toContain('It classifies 7,500 of 10,000 test images correctly (75.00%).');
    expect(card).toContain('[Train it again](<https://example.org/lenet/?preset=modern&seed=7>)');
    expect(card).toContain('| Optimizer | adamw, weight decay 0.03 |');
    expect(card).toContain('| 0 | T-shirt/top | 500 of 1,000 |');
    expect(card).toContain('- "zalando-datasets/fashion_mnist"');
  });

  test('in Chinese has the same structure', () => {
    const [english, chinese] = (['en', 'zh'] as const).map((language) =>
      modelCard(exportedRun(PRESETS.article, undefined, { language })),
    );
    const structure = (card: string) => card.match(/^(?:#+ |\||```|- |---$)/gm);
    expect(structure(chinese!)).toEqual(structure(english!));
    expect(chinese).toContain('在 10,000 张测试图片中，分类正确 7,500 张（75.00%）。');
  });

  test('says what the person changed, and that no link repeats it', () => {
    const marks = [{ step: 2000, value: 5e-4 }];
    const card = modelCard(exportedRun(PRESETS.article, undefined, { run: { marks, edited: [3] } }));
    expect(card).toContain('The learning rate was set to 0.0005 by hand at step 2,000.');
    expect(card).toContain('Weights were edited by hand during the run.');
    expect(card).toContain('No link repeats this run');
  });

  test('without a result names no accuracy', () => {
    const card = modelCard(exportedRun(PRESETS.article, undefined, { run: { result: null } }));
    expect(card).not.toContain('model-index');
    expect(card).toContain('| 0 | T-shirt/top |');
  });
});
