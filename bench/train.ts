// `npm run train -- LINK [SEEDS]`: trains a link's configuration in Node and prints what the page would show.
// With several seeds ("1,2,3") also their mean and spread.

import { parseLink } from '../src/contract/url.ts';
import { runInNode } from './node-run.ts';

const [link = '', seeds = ''] = process.argv.slice(2);
const { config, notices } = parseLink(link);
for (const notice of notices) console.error(notice);

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
const accuracies: number[] = [];
for (const seed of seeds === '' ? [config.seed] : seeds.split(',').map(Number)) {
  const { result, weightsHash } = await runInNode({ ...config, seed }, (event) => {
    if (event.type !== 'epoch') return;
    const { epoch, trainLoss, trainAccuracy, validationLoss, validationAccuracy, seconds, best } =
      event.metrics;
    const training = `train ${trainLoss.toFixed(4)} ${percent(trainAccuracy)}`;
    const validation = `validation ${validationLoss.toFixed(4)} ${percent(validationAccuracy)}`;
    console.log(`epoch ${epoch}  ${training}  ${validation}  ${seconds.toFixed(1)} s${best ? '  best' : ''}`);
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
// The session's message channel would keep the process alive.
process.exit();
