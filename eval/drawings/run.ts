// `npm run drawings -- [dev|held-out] [PRESET,...]`: accuracy of the presets' networks on the test drawings after each step of
// the preparation, by class, and at low and high confidence. Networks that .cache/drawings lacks are trained first.

import { PRESET_NAMES, PRESETS, type PresetName } from '../../src/contract/config.ts';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { imageFromInk, type DrawingSteps } from '../../src/image/drawing.ts';
import { isLowConfidence } from '../../src/image/low-confidence.ts';
import { ttaViews, averageTtaViews } from '../../src/image/tta-views.ts';
import { runInNode } from '../../tools/node-run.ts';
import { RASTER_SIDE, readDrawings, type Drawing } from './drawings.ts';
import { macroAccuracy, accuracy, type Answer } from './score.ts';
import { predictor, trained } from './trained.ts';

const STEPS: readonly (readonly [keyof DrawingSteps | 'mirrored' | 'unfilled', string])[] = [
  ['sheet', 'the pad scaled down'],
  ['cropped', 'cropped, centred'],
  ['filled', 'filled'],
  ['toned', 'toned'],
  ['mirrored', 'mirror image averaged'],
  ['unfilled', 'all four views'],
];
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

const [half = 'dev', names = 'article,modern,sketch'] = process.argv.slice(2);
const presets = names
  .split(',')
  .filter((name): name is PresetName => PRESET_NAMES.some((preset) => preset === name));
const drawings = readDrawings().filter((drawing) => drawing.half === half);
const prepared = drawings.map(({ ink }) => imageFromInk(ink, RASTER_SIDE, RASTER_SIDE)!.steps);
const COAT = CLASS_KEYS.indexOf('coat');
/** Columns of the table. People's jackets have one of their own, because a jacket is only roughly a coat. */
const GROUPS: readonly (readonly [string, (drawing: Drawing) => boolean])[] = [
  ['people', ({ source, label }) => source === 'person' && label !== COAT],
  ["people's jackets", ({ source, label }) => source === 'person' && label === COAT],
  ['icons', ({ source }) => source === 'icon'],
  ['own designs', ({ source }) => source === 'design'],
];
const groups = GROUPS.map(([title, inGroup]) => ({ title, in: drawings.map(inGroup) }));
const countTrue = (inGroup: readonly boolean[]) => inGroup.filter(Boolean).length;
console.log(
  `${half}: ${groups.map(({ title, in: inGroup }) => `${title} ${countTrue(inGroup)}`).join(', ')}\n`,
);
console.log(`| network | test set | step | ${groups.map(({ title }) => title).join(' | ')} |`);
console.log(`| --- | ---: | --- |${' ---: |'.repeat(groups.length)}`);
const classRows: string[] = [];
const confidenceRows: string[] = [];
for (const name of presets) {
  const model = await trained(PRESETS[name], runInNode);
  const engine = await predictor(model);
  // Entry i holds one or more views of drawing i, one after the other.
  const predictAll = async (views: readonly Uint8Array[]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const [i, image] of views.entries()) {
      answers.push({ label: drawings[i]!.label, probabilities: await engine.predict(image) });
    }
    return answers;
  };
  // As on the page, only networks that were trained on synthetic drawings also see the unfilled view.
  const lastStep = PRESETS[name].synthetic > 0 ? 'unfilled' : 'mirrored';
  for (const [step, title] of STEPS) {
    if (step === 'unfilled' && lastStep !== step) continue;
    const views = prepared.map((steps) => {
      if (step === 'mirrored') return ttaViews(steps.toned);
      return step === 'unfilled' ? ttaViews(steps.toned, steps.cropped) : steps[step];
    });
    const answers = await predictAll(views);
    for (const answer of answers)
      answer.probabilities = averageTtaViews(answer.probabilities, CLASS_KEYS.length);
    const cells = [name, percent(model.testAccuracy), title];
    for (const { in: inGroup } of groups) {
      const groupAnswers = answers.filter((_, i) => inGroup[i]);
      cells.push(`${percent(macroAccuracy(groupAnswers, 1))}, ${percent(macroAccuracy(groupAnswers, 3))}`);
    }
    console.log(`| ${cells.join(' | ')} |`);
    if (step !== lastStep) continue;
    for (const [label, key] of CLASS_KEYS.entries()) {
      const groupAnswers = answers.filter(
        (answer, i) => answer.label === label && drawings[i]!.source === 'person',
      );
      if (groupAnswers.length > 0)
        classRows.push(
          `| ${name} | ${key} | ${groupAnswers.length} | ${percent(accuracy(groupAnswers, 1))} | ${percent(accuracy(groupAnswers, 3))} |`,
        );
    }
    const lowConfidence = answers.filter((answer) => isLowConfidence(answer.probabilities));
    const confident = answers.filter((answer) => !isLowConfidence(answer.probabilities));
    confidenceRows.push(
      `| ${name} | ${percent(lowConfidence.length / answers.length)} | ${percent(accuracy(lowConfidence, 1))} | ` +
        `${percent(accuracy(lowConfidence, 3))} | ${percent(accuracy(confident, 1))} |`,
    );
  }
  engine.dispose();
}
console.log(
  "\n| network | people's drawings of | drawings | top 1 | top 3 |\n| --- | --- | ---: | ---: | ---: |",
);
console.log(classRows.join('\n'));
console.log('\n| network | low confidence | of these correct | of these in the top 3 | the others correct |');
console.log(`| --- | ---: | ---: | ---: | ---: |\n${confidenceRows.join('\n')}`);
// The training sessions' open message channels would keep the process alive.
process.exit();
