// run.ipynb: the run as a notebook in the tutorial's order, with its weights inside. Its code is that of train.py.
// The format is nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html

import { escapeMarkdown } from '../markdown.ts';
import { toBase64 } from '../../base/base64.ts';
import { encodeSafetensors } from '../../weights/safetensors.ts';
import type { ExportedImages, ExportedRun } from '../exported-run.ts';
import { linkOf, runConstant, textConstant, textsOf, whyNotRepeatable } from './constants.ts';
import { wellFormed } from './literal.ts';
import { sectionOf } from './sections.ts';
import type { Texts } from './texts.en.ts';
import { constant } from './train-script.ts';
import { FASHION_ID } from '../../contract/dataset.ts';

interface Cell {
  cell_type: 'markdown' | 'code';
  id: string;
  metadata: Record<string, unknown>;
  source: string[];
  execution_count?: null;
  outputs?: [];
}

/** The notebook as JSON text. `images`: those exported with it, so that it can check the synthetic ones. */
export function notebook(exported: ExportedRun, images: ExportedImages | null = null): string {
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  const cells = cellsOf(exported, images);
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function cellsOf(exported: ExportedRun, images: ExportedImages | null): Cell[] {
  const { notebook: texts } = textsOf(exported);
  const constants = [
    constant('RUN', runConstant(exported, images)),
    constant('TEXT', textConstant(exported)),
  ];
  const fashion = exported.run.dataset.id === FASHION_ID;
  /** A text and the code below it: sections of train.py, then lines of the notebook. */
  const part = (id: keyof Texts['notebook'], sections: readonly string[], ...lines: string[]): Cell[] => [
    markdown(`${id}-text`, texts[id]),
    code(id, [...sections.map(sectionOf), ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n\n')),
  ];
  return [
    markdown('title', introduction(exported)),
    markdown('run-text', texts.run),
    code('run', constants.join('\n\n')),
    markdown('weights-text', texts.weights),
    weightsCell(exported),
    ...part('setup', ['imports'], 'use_exact_arithmetic()'),
    ...part('model', ['model']),
    ...part('summary', ['summary'], 'summary(LeNet(RUN["config"]))'),
    ...part(fashion ? 'data' : 'ownData', ['data'], 'data = load_data()'),
    ...part('images', ['images']),
    ...part('seed', ['seed']),
    ...part('start', ['weights']),
    ...(whyNotRepeatable(exported) === null ? trainingCells(exported, part) : scoringCells(exported, part)),
  ];
}

type PartOf = (id: keyof Texts['notebook'], sections: readonly string[], ...lines: string[]) => Cell[];

function trainingCells({ run }: ExportedRun, part: PartOf): Cell[] {
  const other = run.plan.config.activation === 'sigmoid' ? 'relu' : 'sigmoid';
  return [
    ...part('schedule', ['schedule']),
    ...part(
      'train',
      ['train'],
      'net = initial_net()',
      'history, best_weights, losses = train(net, data)',
      'torch.save(best_weights, "best_model.pth")',
    ),
    ...part('plot', ['plot'], 'plot(history)'),
    ...part('test', ['test'], 'net.load_state_dict(best_weights)', 'correct = test(net, data)'),
    ...part('pageWeights', [], 'page_correct = test(new_net(page_weights("model.safetensors")), data)'),
    ...part('names', ['names'], 'test_with_names(net, data)'),
    ...part(
      other,
      ['another'],
      `run = another_run(activation="${other}")`,
      'net = initial_net(run)',
      'other_history, best_weights, _ = train(net, data, run)',
      'net.load_state_dict(best_weights)',
      'other_correct = test(net, data)',
    ),
  ];
}

/** Of a run that can't be repeated. */
function scoringCells({ run }: ExportedRun, part: PartOf): Cell[] {
  return [
    ...(run.epochs.length > 0 ? part('plot', ['plot'], 'plot([])') : []),
    ...part(
      'test',
      ['test'],
      'net = new_net(page_weights("model.safetensors"))',
      'correct = test(net, data)',
    ),
    ...part('names', ['names'], 'test_with_names(net, data)', 'correct = test(net, data)'),
  ];
}

function introduction(exported: ExportedRun): string {
  const { notebook: texts, notRepeatable } = textsOf(exported);
  const { run, language } = exported;
  const count = (value: number) => value.toLocaleString(language);
  const name = escapeMarkdown(wellFormed(run.dataset.name));
  const link = linkOf(exported);
  const why = whyNotRepeatable(exported);
  return [
    texts.title,
    run.result
      ? fill(texts.result, { correct: count(run.result.correct), total: count(run.result.total), name })
      : fill(texts.noResult, { name }),
    ...(link === null ? [] : [fill(texts.link, { link })]),
    why === null ? texts.promise : notRepeatable[why],
  ].join('\n\n');
}

function weightsCell({ run, parameters, initial }: ExportedRun): Cell {
  const { config } = run.plan;
  const file = (values: Float32Array) => toBase64(encodeSafetensors(config, values, { format: 'pt' }));
  const files = {
    'model.safetensors': file(parameters),
    ...(initial && { 'initial.safetensors': file(initial) }),
  };
  const cell = code('weights', constant('WEIGHTS', files));
  // Jupyter and Colab each have their own way to fold a cell.
  return { ...cell, metadata: { jupyter: { source_hidden: true }, cellView: 'form' } };
}

function markdown(id: string, text: string): Cell {
  return { cell_type: 'markdown', id, metadata: {}, source: linesOf(text) };
}

function code(id: string, text: string): Cell {
  return { cell_type: 'code', id, metadata: {}, source: linesOf(text), execution_count: null, outputs: [] };
}

/** Each line with its end, the last without. */
const linesOf = (text: string) => text.split(/(?<=\n)/);

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (field, key: string) => values[key] ?? field);
}
