// `npm run photos -- [test|train] [SCENE,...]`: how much of two networks' accuracy survives when test pictures come back as
// photographs, by background, beside the untouched pictures. Trains what .cache/drawings lacks. No speed here.

import { randomStream } from '../../src/base/random.ts';
import { PRESETS } from '../../src/contract/config.ts';
import { isUnsure } from '../../src/data/drawing-doubt.ts';
import { drawingViews, meanOfViews } from '../../src/data/drawing-views.ts';
import { pictureFromPhoto } from '../../src/data/photo.ts';
import { macroShare, share, type Answer } from '../drawings/score.ts';
import { predictor, trained } from '../drawings/trained.ts';
import { runInNode } from '../node-run.ts';
import { readPictures } from './dataset.ts';
import { photographed, reduced, SCENES, type SceneName } from './scenes.ts';

const OF_EACH = 20;
const NETWORKS = [PRESETS.article, { ...PRESETS.modern, epochs: 12 }];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [half = 'test', names = Object.keys(SCENES).join()] = process.argv.slice(2);
const pictures = await readPictures(half === 'train' ? 'train' : 'test', OF_EACH);

/** What the network sees of each photograph; null where no garment was found. */
function prepared(scene: SceneName): (Uint8Array | null)[] {
  const random = randomStream(1, scene);
  return pictures.map(({ pixels }) => {
    const { rgba, side } = reduced(photographed(pixels, scene, random));
    const answer = pictureFromPhoto(rgba, side, side);
    return 'photo' in answer ? answer.photo.pixels : null;
  });
}

/** Mean difference to the picture that a photograph was made of, in grey levels. */
function difference(seen: readonly (Uint8Array | null)[]): number {
  const each = seen.flatMap((picture, i) => {
    if (!picture) return [];
    let sum = 0;
    for (let p = 0; p < picture.length; p++) sum += Math.abs(picture[p]! - pictures[i]!.pixels[p]!);
    return [sum / picture.length];
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

const scenes = (Object.keys(SCENES) as SceneName[])
  .filter((name) => names.split(',').includes(name))
  .map((name) => ({ name, seen: prepared(name) }));
console.log(`${pictures.length} pictures (${half}), ${OF_EACH} of each class\n`);
console.log('| network | background | not told | off by | top 1 | top 3 | "not sure" | right when sure |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const config of NETWORKS) {
  const name = `${config.preset}-${config.epochs}-epochs-${config.seed}`;
  const model = await trained(config, runInNode, name);
  const engine = await predictor(model);
  const row = async (words: string, seen: readonly (Uint8Array | null)[]) => {
    const answers: Answer[] = [];
    for (const [i, picture] of seen.entries()) {
      if (!picture) continue;
      const probabilities = meanOfViews(await engine.predict(drawingViews(picture)));
      answers.push({ label: pictures[i]!.label, probabilities });
    }
    const sure = answers.filter(({ probabilities }) => !isUnsure(probabilities));
    const cells = [
      `${config.preset}, ${percent(model.testAccuracy)} on the test set`,
      words,
      percent(1 - answers.length / seen.length),
      difference(seen).toFixed(1),
      percent(macroShare(answers, 1)),
      percent(macroShare(answers, 3)),
      percent(1 - sure.length / answers.length),
      percent(share(sure, 1)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  };
  await row(
    'none: the untouched picture',
    pictures.map(({ pixels }) => pixels),
  );
  for (const { name: scene, seen } of scenes) await row(SCENES[scene].words, seen);
  engine.dispose();
}
// The sessions' message channels would keep the process alive.
process.exit();
