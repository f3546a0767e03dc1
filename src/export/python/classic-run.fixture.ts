// The run that train.py in this folder repeats: Classic LeNet with seed 1, not trained in a page yet. Tests change it.

import { PRESETS, splitCounts, type RunConfig } from '../../contract/config.ts';
import { FASHION } from '../../contract/dataset.ts';
import { parameterLayout } from '../../contract/model.ts';
import { RUN_FILE_FORMAT, RUN_FILE_VERSION, type RunFile } from '../../contract/run-file.ts';
import { formatLink } from '../../contract/url.ts';
import { initialParameters } from '../../recipe/initial-parameters.ts';
import type { ExportedRun } from '../exported-run.ts';

const NAMES = 'T-shirt/top Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag';

/** A run of `config` before its first step, whose best weights are the first ones. */
export function newRun(config: RunConfig, changes: Partial<RunFile> = {}): ExportedRun {
  const { train, validation } = splitCounts(config);
  const trainCount = train + config.synthetic;
  const stepsPerEpoch = Math.ceil(trainCount / config.batch);
  const run: RunFile = {
    format: RUN_FILE_FORMAT,
    version: RUN_FILE_VERSION,
    savedAt: '2026-11-30T08:00:00.000Z',
    link: formatLink(config),
    plan: {
      start: { kind: 'seed' },
      config,
      engine: 'wasm',
      device: { kind: 'cpu', threads: 1 },
      trainCount,
      validationCount: validation,
      stepsPerEpoch,
      totalSteps: stepsPerEpoch * config.epochs,
      parameterCount: parameterLayout(config).size,
    },
    dataset: FASHION,
    step: 0,
    losses: { steps: [], means: [] },
    epochs: [],
    marks: [],
    edited: [],
    result: null,
    ...changes,
  };
  const garments = [...NAMES.split(' '), 'Ankle boot'];
  return {
    run,
    parameters: initialParameters(config, config.init, config.seed),
    initial: null,
    classNames: run.dataset.id === FASHION.id ? garments : run.dataset.classes,
    language: 'en',
    pageUrl: 'https://example.org/lenet/',
  };
}

export const classicRun = newRun(PRESETS.article);
