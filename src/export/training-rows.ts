// The settings of a run, as rows of the model card's table.

import { formatCount } from '../base/format.ts';
import type { ComputeDevice } from '../contract/device.ts';
import type { RunFile } from '../contract/run-file.ts';
import type { CardTexts } from './card-texts.en.ts';
import { escapeMarkdown } from './markdown.ts';

/** Each row: the setting and its value, as Markdown. */
export function trainingRows({ plan, dataset }: RunFile, texts: CardTexts): string[][] {
  const { config } = plan;
  const { settings } = texts;
  const synthetic = config.synthetic > 0 ? [texts.syntheticImages(formatCount(config.synthetic))] : [];
  const augmentation = [
    ...(config.flip ? [texts.mirrored] : []),
    ...(config.shift > 0 ? [texts.shifted(String(config.shift))] : []),
  ];
  const decay = config.decay > 0 ? [texts.decay(String(config.decay))] : [];
  const schedule = config.schedule === 'constant' ? texts.constant : texts.oneCycle;
  const network = [
    `28×28 → ${config.c1} → ${config.c3} → ${config.f5} → ${config.f6} → ${config.classes}`,
    config.activation,
    config.pooling,
    ...(config.dense ? [texts.dense] : []),
  ];
  const rows = [
    [settings.start, startOf(plan, texts)],
    [settings.data, escapeMarkdown(dataset.name)],
    [settings.hash, `\`${dataset.contentHash}\``],
    [settings.network, network.join(', ')],
    [settings.seed, String(config.seed)],
    [settings.engine, `${plan.engine}, ${deviceOf(plan.device)}`],
  ];
  // Weights from a file were not trained here.
  if (plan.start.kind === 'file') return [...rows, [settings.testImages, formatCount(dataset.testCount)]];
  const counts = [plan.trainCount, plan.validationCount, dataset.testCount].map(formatCount);
  return [
    ...rows,
    [settings.images, [...counts, ...synthetic].join(' / ')],
    [settings.epochs, String(config.epochs)],
    [settings.batch, String(config.batch)],
    [settings.optimizer, [config.optimizer, ...decay].join(', ')],
    [settings.schedule, `${schedule} ${config.lr}`],
    [settings.smoothing, String(config.smoothing)],
    [settings.augmentation, augmentation.join(', ') || texts.none],
  ];
}

function startOf({ start, config }: RunFile['plan'], texts: CardTexts): string {
  switch (start.kind) {
    case 'seed':
      return texts.starts.seed(config.init);
    case 'fine-tune':
      return texts.starts.fineTune;
    case 'file':
      return texts.starts.file(escapeMarkdown(start.name));
    default:
      return start satisfies never;
  }
}

function deviceOf(device: ComputeDevice): string {
  return device.kind === 'gpu' ? escapeMarkdown(device.adapter) : `CPU × ${device.threads}`;
}
