// README.md of an exported run: a model card for Hugging Face. The zip file is laid out as a repository there.

import { formatCount, formatPercent } from '../base/format.ts';
import { FASHION_ID } from '../contract/dataset.ts';
import { bytesOf, type RunFile } from '../contract/run-file.ts';
import { cardEn, type CardTexts } from './card-texts.en.ts';
import { cardZh } from './card-texts.zh.ts';
import type { ExportedRun } from './exported-run.ts';
import { codeBlock, escapeMarkdown, markdownLink, markdownTable, yamlString } from './markdown.ts';
import {
  kerasSnippet,
  ONNX_PYTHON_SNIPPET,
  ONNX_SCRIPT_SNIPPET,
  TFJS_SNIPPET,
  torchSnippet,
} from './snippets.ts';
import { trainingRows } from './training-rows.ts';

/** `lenet5-fashion-mnist-seed1`, the name of the zip file without its ending. */
export function exportName({ plan: { config } }: RunFile): string {
  return `lenet5-${config.data}-seed${config.seed}`;
}

/** The text of README.md. */
export function modelCard(run: ExportedRun): string {
  const texts = run.language === 'zh' ? cardZh : cardEn;
  const model = run.run.plan.config;
  const sections: string[] = [];
  sections.push(
    frontMatter(run.run),
    introduction(run, texts),
    files(run, texts),
    `## ${texts.useTitle}`,
    texts.input,
  );
  const { snippets } = texts;
  sections.push(`### ${snippets.torch}`, codeBlock('python', torchSnippet(model)));
  sections.push(`### ${snippets.onnxPython}`, codeBlock('python', ONNX_PYTHON_SNIPPET));
  sections.push(`### ${snippets.onnxScript}`, codeBlock('js', ONNX_SCRIPT_SNIPPET));
  sections.push(`### ${snippets.tfjs}`, codeBlock('js', TFJS_SNIPPET));
  sections.push(`### ${snippets.keras}`, codeBlock('python', kerasSnippet(model)));
  sections.push(
    `## ${texts.trainingTitle}`,
    markdownTable([texts.setting, texts.value], trainingRows(run.run, texts)),
  );
  sections.push(...history(run.run, texts), `## ${texts.classesTitle}`, classTable(run, texts));
  sections.push(`## ${texts.limitsTitle}`, texts.limits.map((limit) => `- ${limit}`).join('\n'));
  sections.push(`## ${texts.licenseTitle}`, isFashion(run.run) ? texts.fashionLicense : texts.ownLicense);
  return `${sections.join('\n\n')}\n`;
}

const isFashion = ({ dataset }: RunFile) => dataset.id === FASHION_ID;

/** YAML between two lines of three hyphens. Every text is a JSON string. */
function frontMatter(run: RunFile): string {
  const { dataset, result } = run;
  const fashion = isFashion(run);
  const lines = [
    '---',
    `license: ${yamlString(fashion ? 'mit' : 'other')}`,
    'library_name: "pytorch"',
    'pipeline_tag: "image-classification"',
    'tags:',
    ...['lenet', 'onnx', 'safetensors', 'tfjs'].map((tag) => `- ${yamlString(tag)}`),
    ...(fashion ? ['datasets:', '- "zalando-datasets/fashion_mnist"'] : []),
    'metrics:',
    '- "accuracy"',
  ];
  if (result) {
    lines.push(
      'model-index:',
      `- name: ${yamlString(exportName(run))}`,
      '  results:',
      '  - task:',
      '      type: "image-classification"',
      '    dataset:',
      `      name: ${yamlString(dataset.name)}`,
      `      type: ${yamlString(fashion ? 'zalando-datasets/fashion_mnist' : dataset.id)}`,
      '      split: "test"',
      '    metrics:',
      '    - type: "accuracy"',
      `      value: ${result.accuracy}`,
    );
  }
  return [...lines, '---'].join('\n');
}

function introduction({ run, pageUrl }: ExportedRun, texts: CardTexts): string {
  const { plan, dataset, result, link } = run;
  const page = markdownLink('LeNet Playground', pageUrl);
  const paragraphs = [
    `# ${texts.title(escapeMarkdown(dataset.name))}`,
    texts.intro(formatCount(plan.parameterCount), page),
  ];
  if (result) {
    const say = plan.start.kind === 'file' ? texts.fileResult : texts.result;
    paragraphs.push(
      say(formatCount(result.correct), formatCount(result.total), formatPercent(result.accuracy)),
    );
  }
  const repeat = link === null ? null : markdownLink(texts.repeatText, `${pageUrl}${link}`);
  paragraphs.push(repeat === null ? texts.notRepeated : texts.repeat(repeat));
  return paragraphs.join('\n\n');
}

function files({ initial }: ExportedRun, texts: CardTexts): string {
  const rows = [
    ['`model.safetensors`', texts.files.safetensors],
    ['`model.onnx`', texts.files.onnx],
    ['`tfjs/`', texts.files.tfjs],
    ['`train.py`', texts.files.script],
    ['`run.ipynb`', texts.files.notebook],
    ['`run.json`', texts.files.run],
    ...(initial ? [['`initial.safetensors`', texts.files.initial]] : []),
    ['`data/`', texts.files.data],
  ];
  return [`## ${texts.filesTitle}`, markdownTable([texts.file, texts.content], rows), texts.reopen].join(
    '\n\n',
  );
}

/** What the person changed during the run. */
function history({ marks, edited, result }: RunFile, texts: CardTexts): string[] {
  return [
    ...marks.map(({ step, value }) => texts.marks(String(value), formatCount(step))),
    ...(edited.length > 0 ? [texts.edited] : []),
    ...(result && result.stoppedAtStep !== null ? [texts.stopped(formatCount(result.stoppedAtStep))] : []),
  ];
}

function classTable({ run: { result }, classNames }: ExportedRun, texts: CardTexts): string {
  const [predicted, labels] = result ? [bytesOf(result.predicted), bytesOf(result.labels)] : [null, null];
  const rows = classNames.map((name, label) => {
    const row = [String(label), escapeMarkdown(name)];
    if (!predicted || !labels) return row;
    const total = labels.filter((truth) => truth === label).length;
    const correct = labels.filter((truth, i) => truth === label && predicted[i] === label).length;
    return [...row, texts.of(formatCount(correct), formatCount(total))];
  });
  return markdownTable([texts.label, texts.name, ...(result ? [texts.correct] : [])], rows);
}
