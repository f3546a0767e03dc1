// Trains a configuration with one or more seeds and prints the accuracies, with mean and spread over the seeds.

import type { RunConfig } from '../src/contract/config.ts';
import { parseLink } from '../src/contract/url.ts';
import type { FinishedRun, OnEvent } from './session-run.ts';

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** `seeds` is like "1,2,3"; an empty string means the link's seed. */
export async function trainAndReport(
  link: string,
  seeds: string,
  run: (config: RunConfig, onEvent: OnEvent) => Promise<FinishedRun>,
): Promise<void> {
  const { config, notices } = parseLink(link);
  for (const notice of notices) console.error(notice);
  const accuracies: number[] = [];
  for (const seed of seeds === '' ? [config.seed] : seeds.split(',').map(Number)) {
    const { result, weightsHash } = await run({ ...config, seed }, (event) => {
      if (event.type !== 'epoch') return;
      const { epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy, seconds, best } =
        event.metrics;
      const training = `train ${trainLoss.toFixed(4)} ${percent(trainAccuracy)}`;
      const validation = `validation ${validationLoss.toFixed(4)} ${percent(validationAccuracy)}`;
      console.log(
        `epoch ${epoch}  ${training}  ${validation}  ${seconds.toFixed(1)} s${best ? '  best' : ''}`,
      );
    });
    accuracies.push(result.accuracy);
    console.log(
      `seed ${seed}: test accuracy ${percent(result.accuracy)}, best epoch ${result.bestEpoch}, ` +
        `${result.seconds.toFixed(1)} s, weights ${weightsHash}`,
    );
  }
  if (accuracies.length > 1) {
    const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
    const spread = `${percent(Math.min(...accuracies))} to ${percent(Math.max(...accuracies))}`;
    console.log(`mean ${percent(mean)}, ${spread}`);
  }
}
