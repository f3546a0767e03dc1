// The images of a sweep: those of the member with the most samples, for all members.

import { untilAborted } from '../../base/abort.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { SweepProgress } from '../../contract/sweep-state.ts';
import type { DatasetLoader } from '../dataset-loader.ts';
import { prepareTrainingSet } from '../training-set.ts';
import type { MemberTools } from './member-run.ts';

/** Rejects where the data can't be had, and with an abort. */
export async function prepareSweepData(
  loader: DatasetLoader,
  base: RunConfig,
  configs: readonly RunConfig[],
  signal: AbortSignal,
  onSynthetic: (progress: NonNullable<SweepProgress['synthetic']>) => void,
): Promise<Pick<MemberTools, 'dataset' | 'trainingSet'>> {
  const samples = Math.max(...configs.map((config) => config.samples));
  // Without `streamed` images the whole dataset is waited for.
  const dataset = await untilAborted(loader.ensure({ ...base, samples, order: 'shuffled' }), signal);
  return { dataset, trainingSet: await prepareTrainingSet(dataset, configs[0]!, signal, onSynthetic) };
}
