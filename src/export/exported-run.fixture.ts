// Finished runs as the writers get them, for tests: of the golden cases' networks, and of any configuration.

import { toBase64 } from '../base/base64.ts';
import { PRESETS, runCounts, presetFor, type RunConfig } from '../contract/config.ts';
import { FASHION, FASHION_ID, type DatasetFacts } from '../contract/dataset.ts';
import { parameterLayout, type ModelConfig } from '../contract/model.ts';
import { isRepeatable, RUN_FILE_FORMAT, RUN_FILE_VERSION, type RunFile } from '../contract/run-file.ts';
import { formatLink } from '../contract/url.ts';
import { initialParameters } from '../recipe/initial-parameters.ts';
import type { ExportedRun } from './exported-run.ts';

const FASHION_NAMES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  '短靴 "boot"',
];
const device = { kind: 'cpu', threads: 2 } as const;
const contentHash = 'c0ffee00'.repeat(8);

/** FashionMNIST for ten classes, otherwise a dataset of a person. */
export function datasetOf(classes: number): DatasetFacts {
  if (classes === FASHION.classes.length) return FASHION;
  const names = Array.from({ length: classes }, (_, i) => `字母 ${i + 1}`);
  return {
    id: contentHash.slice(0, 12),
    name: 'Letters',
    classes: names,
    trainCount: 40,
    testCount: 10,
    contentHash,
  };
}

/** The configuration of a run with the network `model`. */
export function configOf(model: ModelConfig): RunConfig {
  const dataset = datasetOf(model.classes);
  const preset = presetFor('article', dataset.id);
  const samples = dataset.id === FASHION_ID ? preset.samples : dataset.trainCount;
  const { c1, c3, f5, f6, activation, pooling, dense, classes } = model;
  return { ...preset, samples, seed: 7, c1, c3, f5, f6, activation, pooling, dense, classes };
}

/** run.json of a finished run: three in four test images are correct. */
function runFileFixture(config: RunConfig, changes: Partial<RunFile> = {}): RunFile {
  const dataset = changes.dataset ?? datasetOf(config.classes);
  const labels = Uint8Array.from({ length: dataset.testCount }, (_, i) => i % config.classes);
  const predicted = labels.map((label, i) => (i % 4 === 0 ? (label + 1) % config.classes : label));
  const correct = predicted.filter((label, i) => label === labels[i]).length;
  const run: RunFile = {
    format: RUN_FILE_FORMAT,
    version: RUN_FILE_VERSION,
    savedAt: '2026-11-30T08:00:00.000Z',
    link: null,
    plan: {
      start: { kind: 'seed' },
      config,
      engine: 'wasm',
      device,
      ...runCounts(config),
      parameterCount: parameterLayout(config).size,
    },
    dataset,
    step: runCounts(config).totalSteps,
    losses: { steps: [16], means: [2.3] },
    epochs: [],
    marks: [],
    edited: [],
    result: {
      accuracy: correct / dataset.testCount,
      correct,
      total: dataset.testCount,
      loss: 0.6,
      bestEpoch: 5,
      bestValidationAccuracy: 0.75,
      seconds: 7.5,
      stoppedAtStep: null,
      engine: 'wasm',
      device,
      predicted: toBase64(predicted),
      labels: toBase64(labels),
    },
    ...changes,
  };
  return { ...run, link: changes.link ?? (isRepeatable(run) ? formatLink(config) : null) };
}

/** With `parameters` of the network, or those that follow from its seed. */
export function exportedRun(
  config: RunConfig = PRESETS.article,
  parameters: Float32Array = initialParameters(config, config.init, config.seed),
  changes: Partial<Omit<ExportedRun, 'run'>> & { run?: Partial<RunFile> } = {},
): ExportedRun {
  const { run, ...others } = changes;
  const dataset = run?.dataset ?? datasetOf(config.classes);
  return {
    run: runFileFixture(config, run),
    parameters,
    initial: null,
    classNames: dataset.id === FASHION_ID ? FASHION_NAMES : dataset.classes,
    language: 'en',
    pageUrl: 'https://example.org/lenet/',
    ...others,
  };
}
