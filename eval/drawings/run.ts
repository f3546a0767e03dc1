// `npm run drawings -- [dev|held-out] [PRESET,...]`: how well the presets' networks name drawings, after each step of the
// preparation, and how the top three fare when the page says "not sure". Trains what .cache/drawings lacks. No speed here.

import { PRESET_NAMES, PRESETS, type PresetName } from '../../src/contract/config.ts';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { imageFromInk, type DrawingSteps } from '../../src/image/drawing.ts';
import { isLowConfidence } from '../../src/image/low-confidence.ts';
import { ttaViews, averageTtaViews } from '../../src/image/tta-views.ts';
import { runInNode } from '../../tools/node-run.ts';
import { RASTER_SIDE, readDrawings, type Drawing } from './drawings.ts';
import { macroShare, share, type Answer } from './score.ts';
import { predictor, trained } from './trained.ts';

const STEPS: readonly (readonly [keyof DrawingSteps | 'mirrored' | 'unfilled', string])[] = [
  ['sheet', 'the sheet scaled down'],
  ['cropped', 'cropped, centred'],
  ['filled', 'filled'],
  ['toned', 'toned'],
  ['mirrored', 'with its mirror image'],
  ['unfilled', 'and unfilled'],
];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [half = 'dev', names = 'article,modern,sketch'] = process.argv.slice(2);
const presets = names
  .split(',')
  .filter((name): name is PresetName => PRESET_NAMES.some((one) => one === name));
const drawings = readDrawings().filter((drawing) => drawing.half === half);
const prepared = drawings.map(({ ink }) => imageFromInk(ink, RASTER_SIDE, RASTER_SIDE)!.steps);
const COAT = CLASS_KEYS.indexOf('coat');
/** Whose drawings. A jacket is not quite a coat, so people's jackets stand apart. */
const GROUPS: readonly (readonly [string, (drawing: Drawing) => boolean])[] = [
  ['people', ({ source, label }) => source === 'person' && label !== COAT],
  ["people's jackets", ({ source, label }) => source === 'person' && label === COAT],
  ['icons', ({ source }) => source === 'icon'],
  ['own designs', ({ source }) => source === 'design'],
];
const groups = GROUPS.map(([words, has]) => ({ words, in: drawings.map(has) }));
const size = (has: readonly boolean[]) => has.filter(Boolean).length;
console.log(`${half}: ${groups.map(({ words, in: has }) => `${words} ${size(has)}`).join(', ')}\n`);
console.log(`| network | test set | step | ${groups.map(({ words }) => words).join(' | ')} |`);
console.log(`| --- | ---: | --- |${' ---: |'.repeat(groups.length)}`);
const perClass: string[] = [];
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
  // As the page does: lines are scored by a network that was trained on drawings.
  const last = PRESETS[name].synthetic > 0 ? 'unfilled' : 'mirrored';
  for (const [step, words] of STEPS) {
    if (step === 'unfilled' && last !== step) continue;
    const pictures = prepared.map((steps) => {
      if (step === 'mirrored') return ttaViews(steps.toned);
      return step === 'unfilled' ? ttaViews(steps.toned, steps.cropped) : steps[step];
    });
    const answers = await answersTo(pictures);
    for (const answer of answers) answer.probabilities = averageTtaViews(answer.probabilities);
    const cells = [name, percent(model.testAccuracy), words];
    for (const { in: has } of groups) {
      const these = answers.filter((_, i) => has[i]);
      cells.push(`${percent(macroShare(these, 1))}, ${percent(macroShare(these, 3))}`);
    }
    console.log(`| ${cells.join(' | ')} |`);
    if (step !== last) continue;
    for (const [label, key] of CLASS_KEYS.entries()) {
      const these = answers.filter((answer, i) => answer.label === label && drawings[i]!.source === 'person');
      if (these.length > 0)
        perClass.push(
          `| ${name} | ${key} | ${these.length} | ${percent(share(these, 1))} | ${percent(share(these, 3))} |`,
        );
    }
    const unsure = answers.filter((answer) => isLowConfidence(answer.probabilities));
    const sure = answers.filter((answer) => !isLowConfidence(answer.probabilities));
    doubts.push(
      `| ${name} | ${percent(unsure.length / answers.length)} | ${percent(share(unsure, 1))} | ` +
        `${percent(share(unsure, 3))} | ${percent(share(sure, 1))} |`,
    );
  }
  engine.dispose();
}
console.log("\n| network | people's | drawings | top 1 | top 3 |\n| --- | --- | ---: | ---: | ---: |");
console.log(perClass.join('\n'));
console.log('\n| network | "not sure" | then right | then in the top three | right when sure |');
console.log(`| --- | ---: | ---: | ---: | ---: |\n${doubts.join('\n')}`);
// The sessions' message channels would keep the process alive.
process.exit();
