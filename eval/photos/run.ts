// `npm run photos -- [test|train] [SCENE,...]`: accuracy of two networks on images that are rendered as photos, for each
// background and for the original images. Networks that .cache/drawings lacks are trained first.

import { randomStream } from '../../src/base/random.ts';
import { PRESETS } from '../../src/contract/config.ts';
import { isLowConfidence } from '../../src/image/low-confidence.ts';
import { ttaViews, averageTtaViews } from '../../src/image/tta-views.ts';
import { imageFromPhoto } from '../../src/image/photo.ts';
import { macroAccuracy, accuracy, type Answer } from '../drawings/score.ts';
import { predictor, trained } from '../drawings/trained.ts';
import { runInNode } from '../../tools/node-run.ts';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { readImages } from './dataset.ts';
import { renderPhoto, scaleDown, SCENES, type SceneName } from './scenes.ts';

/** Images of each class. */
const PER_CLASS = 20;
const NETWORKS = [PRESETS.article, { ...PRESETS.modern, epochs: 12 }];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [split = 'test', names = Object.keys(SCENES).join()] = process.argv.slice(2);
const images = await readImages(split === 'train' ? 'train' : 'test', PER_CLASS);

interface PreparedPhoto {
  /** The network's input [28, 28]. */
  pixels: Uint8Array;
  /** The page warns that parts of the garment may be missing. */
  uncertain: boolean;
}

/** Every image as a photo of the scene, prepared as on the page; null where the page refuses the photo. */
function preparePhotos(scene: SceneName): (PreparedPhoto | null)[] {
  const random = randomStream(1, scene);
  return images.map(({ pixels }) => {
    const { rgba, side } = scaleDown(renderPhoto(pixels, scene, random));
    const answer = imageFromPhoto(rgba, side, side);
    return 'photo' in answer ? answer.photo : null;
  });
}

/** Mean absolute difference between a prepared photo and its original image, in grey levels of 0 to 255. */
function meanAbsoluteDifference(prepared: Uint8Array, original: Uint8Array): number {
  let sum = 0;
  for (let p = 0; p < prepared.length; p++) sum += Math.abs(prepared[p]! - original[p]!);
  return sum / prepared.length;
}

interface Scored extends Answer {
  /** Mean absolute difference to the original image. */
  difference: number;
  /** The page shows a warning. */
  withWarning: boolean;
}

const warned = (answers: readonly Scored[]) => answers.filter((answer) => answer.withWarning);
const warningCount = (answers: readonly Scored[]) => `${warned(answers).length} of ${answers.length}`;
const meanDifference = (answers: readonly Scored[]) =>
  answers.reduce((sum, { difference }) => sum + difference, 0) / answers.length;
const differenceAndAccuracy = (answers: readonly Scored[]) =>
  answers.length === 0 ? '-' : `${meanDifference(answers).toFixed(1)}, ${percent(accuracy(answers, 1))}`;

const scenes = (Object.keys(SCENES) as SceneName[])
  .filter((name) => names.split(',').includes(name))
  .map((name) => ({ name, photos: preparePhotos(name) }));
console.log(`${images.length} images (${split}), ${PER_CLASS} of each class\n`);
const columns = ['refused', 'difference', 'top 1', 'top 3', 'low confidence', 'the others correct'];
columns.push(
  'warned',
  'large differences (over 30), warned',
  'small ones, warned',
  'warned: difference, top 1',
  'others: difference, top 1',
);
console.log(`| network | background | ${columns.join(' | ')} |`);
console.log(`| --- | --- |${' ---: |'.repeat(columns.length)}`);
for (const config of NETWORKS) {
  const name = `${config.preset}-${config.epochs}-epochs-${config.seed}`;
  const model = await trained(config, runInNode, name);
  const engine = await predictor(model);
  const row = async (title: string, photos: readonly (PreparedPhoto | null)[]) => {
    const answers: Scored[] = [];
    for (const [i, photo] of photos.entries()) {
      if (!photo) continue;
      const probabilities = averageTtaViews(await engine.predict(ttaViews(photo.pixels)), CLASS_KEYS.length);
      const { label, pixels } = images[i]!;
      const difference = meanAbsoluteDifference(photo.pixels, pixels);
      answers.push({ label, probabilities, difference, withWarning: photo.uncertain });
    }
    const confident = answers.filter(({ probabilities }) => !isLowConfidence(probabilities));
    const cells = [
      `${config.preset}, ${percent(model.testAccuracy)} on the test set`,
      title,
      percent(1 - answers.length / photos.length),
      meanDifference(answers).toFixed(1),
      percent(macroAccuracy(answers, 1)),
      percent(macroAccuracy(answers, 3)),
      percent(1 - confident.length / answers.length),
      percent(accuracy(confident, 1)),
      percent(warned(answers).length / answers.length),
      warningCount(answers.filter(({ difference }) => difference > 30)),
      warningCount(answers.filter(({ difference }) => difference <= 30)),
      differenceAndAccuracy(warned(answers)),
      differenceAndAccuracy(answers.filter((answer) => !answer.withWarning)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  };
  await row(
    'none: the original image',
    images.map(({ pixels }) => ({ pixels, uncertain: false })),
  );
  for (const { name: scene, photos } of scenes) await row(SCENES[scene].title, photos);
  engine.dispose();
}
// The training sessions' open message channels would keep the process alive.
process.exit();
