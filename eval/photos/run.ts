// `npm run photos -- [test|train] [SCENE,...]`: how much of two networks' accuracy survives when test pictures come back as
// photographs, by background, beside the untouched pictures. Trains what .cache/drawings lacks. No speed here.

import { randomStream } from '../../src/base/random.ts';
import { PRESETS } from '../../src/contract/config.ts';
import { isLowConfidence } from '../../src/image/low-confidence.ts';
import { ttaViews, averageTtaViews } from '../../src/image/tta-views.ts';
import { imageFromPhoto } from '../../src/image/photo.ts';
import { macroShare, share, type Answer } from '../drawings/score.ts';
import { predictor, trained } from '../drawings/trained.ts';
import { runInNode } from '../../tools/node-run.ts';
import { readPictures } from './dataset.ts';
import { photographed, reduced, SCENES, type SceneName } from './scenes.ts';

const OF_EACH = 20;
const NETWORKS = [PRESETS.article, { ...PRESETS.modern, epochs: 12 }];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [half = 'test', names = Object.keys(SCENES).join()] = process.argv.slice(2);
const pictures = await readPictures(half === 'train' ? 'train' : 'test', OF_EACH);

interface Seen {
  /** [28, 28]: what the network sees. */
  pixels: Uint8Array;
  /** The page says that parts may be missing. */
  uncertain: boolean;
}

/** Of each photograph; null where no garment was found. */
function prepared(scene: SceneName): (Seen | null)[] {
  const random = randomStream(1, scene);
  return pictures.map(({ pixels }) => {
    const { rgba, side } = reduced(photographed(pixels, scene, random));
    const answer = imageFromPhoto(rgba, side, side);
    return 'photo' in answer ? answer.photo : null;
  });
}

/** Mean difference to the picture that a photograph was made of, in grey levels. */
function difference(seen: Uint8Array, picture: Uint8Array): number {
  let sum = 0;
  for (let p = 0; p < seen.length; p++) sum += Math.abs(seen[p]! - picture[p]!);
  return sum / seen.length;
}

interface Scored extends Answer {
  off: number;
  flagged: boolean;
}

const flagged = (answers: readonly Scored[]) => answers.filter((answer) => answer.flagged);
const flaggedOf = (answers: readonly Scored[]) => `${flagged(answers).length} of ${answers.length}`;
const meanOff = (answers: readonly Scored[]) =>
  answers.reduce((sum, { off }) => sum + off, 0) / answers.length;
const offAndRight = (answers: readonly Scored[]) =>
  answers.length === 0 ? '-' : `${meanOff(answers).toFixed(1)}, ${percent(share(answers, 1))}`;

const scenes = (Object.keys(SCENES) as SceneName[])
  .filter((name) => names.split(',').includes(name))
  .map((name) => ({ name, seen: prepared(name) }));
console.log(`${pictures.length} pictures (${half}), ${OF_EACH} of each class\n`);
const columns = ['not told', 'off by', 'top 1', 'top 3', '"not sure"', 'right when sure'];
columns.push(
  'flagged',
  'of those off by over 30',
  'of the rest',
  'flagged: off by, top 1',
  'others: off by, top 1',
);
console.log(`| network | background | ${columns.join(' | ')} |`);
console.log(`| --- | --- |${' ---: |'.repeat(columns.length)}`);
for (const config of NETWORKS) {
  const name = `${config.preset}-${config.epochs}-epochs-${config.seed}`;
  const model = await trained(config, runInNode, name);
  const engine = await predictor(model);
  const row = async (words: string, seen: readonly (Seen | null)[]) => {
    const answers: Scored[] = [];
    for (const [i, photo] of seen.entries()) {
      if (!photo) continue;
      const probabilities = averageTtaViews(await engine.predict(ttaViews(photo.pixels)));
      const { label, pixels } = pictures[i]!;
      const off = difference(photo.pixels, pixels);
      answers.push({ label, probabilities, off, flagged: photo.uncertain });
    }
    const sure = answers.filter(({ probabilities }) => !isLowConfidence(probabilities));
    const cells = [
      `${config.preset}, ${percent(model.testAccuracy)} on the test set`,
      words,
      percent(1 - answers.length / seen.length),
      meanOff(answers).toFixed(1),
      percent(macroShare(answers, 1)),
      percent(macroShare(answers, 3)),
      percent(1 - sure.length / answers.length),
      percent(share(sure, 1)),
      percent(flagged(answers).length / answers.length),
      flaggedOf(answers.filter(({ off }) => off > 30)),
      flaggedOf(answers.filter(({ off }) => off <= 30)),
      offAndRight(flagged(answers)),
      offAndRight(answers.filter((answer) => !answer.flagged)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  };
  await row(
    'none: the untouched picture',
    pictures.map(({ pixels }) => ({ pixels, uncertain: false })),
  );
  for (const { name: scene, seen } of scenes) await row(SCENES[scene].words, seen);
  engine.dispose();
}
// The sessions' message channels would keep the process alive.
process.exit();
