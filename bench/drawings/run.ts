// `npm run drawings -- [dev|held-out] [PRESET,...]`: how well the presets' networks name drawings, after each step of the
// preparation, and how the top three fare when the page says "not sure". Trains what .cache/drawings lacks. No speed here.

import { PRESET_NAMES, PRESETS, type PresetName } from '../../src/contract/config.ts';
import { pictureFromInk, type DrawingSteps } from '../../src/data/drawing.ts';
import { isUnsure } from '../../src/data/drawing-doubt.ts';
import { drawingViews, meanOfViews } from '../../src/data/drawing-views.ts';
import { runInNode } from '../node-run.ts';
import { RASTER_SIDE, readDrawings } from './drawings.ts';
import { macroShare, share, type Answer } from './score.ts';
import { predictor, trained } from './trained.ts';

const STEPS: readonly (readonly [keyof DrawingSteps | 'views', string])[] = [
  ['sheet', 'the sheet scaled down'],
  ['cropped', 'cropped, centred'],
  ['filled', 'filled'],
  ['toned', 'toned'],
  ['views', 'with its mirror image'],
];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [half = 'dev', names = 'article,modern,sketch'] = process.argv.slice(2);
const presets = names
  .split(',')
  .filter((name): name is PresetName => PRESET_NAMES.some((one) => one === name));
const drawings = readDrawings().filter((drawing) => drawing.half === half);
const prepared = drawings.map(({ ink }) => pictureFromInk(ink, RASTER_SIDE, RASTER_SIDE)!.steps);
const own = drawings.map(({ manner }) => manner !== 'icon');
console.log(
  `${drawings.length} drawings (${half}), ${own.filter(Boolean).length} of own designs, the rest icons\n`,
);
console.log('| network | test set | step | top 1 | top 3 | own designs | icons |');
console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
const doubts: string[] = [];
for (const name of presets) {
  const model = await trained(PRESETS[name], runInNode);
  const engine = await predictor(model);
  const answersTo = async (pictures: readonly Uint8Array[]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const [i, picture] of pictures.entries()) {
      answers.push({ label: drawings[i]!.label, probabilities: await engine.predict(picture) });
    }
    return answers;
  };
  for (const [step, words] of STEPS) {
    const pictures = prepared.map((steps) => (step === 'views' ? drawingViews(steps.toned) : steps[step]));
    const answers = await answersTo(pictures);
    if (step === 'views') {
      for (const answer of answers) answer.probabilities = meanOfViews(answer.probabilities);
    }
    const ofOwn = answers.filter((_, i) => own[i]);
    const ofIcons = answers.filter((_, i) => !own[i]);
    const cells = [
      name,
      percent(model.testAccuracy),
      words,
      percent(macroShare(answers, 1)),
      percent(macroShare(answers, 3)),
      `${percent(macroShare(ofOwn, 1))}, ${percent(macroShare(ofOwn, 3))}`,
      `${percent(macroShare(ofIcons, 1))}, ${percent(macroShare(ofIcons, 3))}`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (step !== 'views') continue;
    const unsure = answers.filter((answer) => isUnsure(answer.probabilities));
    const sure = answers.filter((answer) => !isUnsure(answer.probabilities));
    doubts.push(
      `| ${name} | ${percent(unsure.length / answers.length)} | ${percent(share(unsure, 1))} | ` +
        `${percent(share(unsure, 3))} | ${percent(share(sure, 1))} |`,
    );
  }
  engine.dispose();
}
console.log('\n| network | "not sure" | then right | then in the top three | right when sure |');
console.log(`| --- | ---: | ---: | ---: | ---: |\n${doubts.join('\n')}`);
// The sessions' message channels would keep the process alive.
process.exit();
