// `npm run drawings:pad -- [dev|held-out]`: what the page's pad does for Sketch-ready. Accuracy by tool and line width, of small
// drawings and with stray marks, before and after the preparation's steps against them; and how often a thing that is no
// garment passes for one. The network is trained first if .cache/drawings lacks it.

import { PRESETS } from '../../src/contract/config.ts';
import { CLASS_KEYS } from '../../src/contract/dataset.ts';
import { imageFromInk, TONES } from '../../src/image/drawing.ts';
import { drawingBox } from '../../src/image/drawing-box.ts';
import { isLowConfidence } from '../../src/image/low-confidence.ts';
import { inkBox } from '../../src/image/scale.ts';
import { averageTtaViews, ttaViews } from '../../src/image/tta-views.ts';
import { runInNode } from '../../tools/node-run.ts';
import { networkLineWidth } from '../../src/ui/drawing/pad/network-sketch.ts';
import { FIRST_NIB, SKETCH_SIDE } from '../../src/ui/drawing/pad/sketch.ts';
import { readImages } from '../photos/dataset.ts';
import { KINDS } from './not-garments.ts';
import { penInk, readPenDrawings, type Pen, type PenDrawing } from './pen-drawings.ts';
import { accuracy, macroAccuracy, type Answer } from './score.ts';
import { predictor, trained } from './trained.ts';

const COAT = CLASS_KEYS.indexOf('coat');
const [half = 'dev'] = process.argv.slice(2);
const drawings = readPenDrawings().filter((drawing) => drawing.half === half);
const garments = drawings.filter(({ label }) => label !== null);
const others = drawings.filter(({ label }) => label === null);
const engine = await predictor(await trained(PRESETS.sketch, runInNode));
const percent = (value: number) => `${(100 * value).toFixed(1)}%`;

interface Preparation {
  /** Lines are thinned to the drawing's size. */
  thins: boolean;
  /** The box leaves stray marks out. */
  robust: boolean;
  /** The unfilled view is painted from the strokes alone, without what the tool `fill` fills. */
  strokesAlone?: boolean;
}
const AS_ON_PAGE: Preparation = { thins: true, robust: true };

function prepared(drawing: PenDrawing, pen: Pen, { thins, robust }: Preparation) {
  const findBox = robust ? drawingBox : inkBox;
  const boxOf = (ink: Uint8Array) => findBox(ink, SKETCH_SIDE, SKETCH_SIDE);
  const drawn = penInk(drawing, pen);
  const box = boxOf(drawn)!;
  const width = thins ? networkLineWidth(pen.width, Math.max(box.width, box.height)) : pen.width;
  const ink = width === pen.width ? drawn : penInk(drawing, { ...pen, width });
  return imageFromInk(ink, SKETCH_SIDE, SKETCH_SIDE, TONES, true, boxOf(ink))!;
}

async function answersFor(of: readonly PenDrawing[], pen: Pen, preparation = AS_ON_PAGE): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const drawing of of) {
    const { pixels, steps } = prepared(drawing, pen, preparation);
    const lines = preparation.strokesAlone
      ? prepared(drawing, { ...pen, fills: false }, preparation).steps.cropped
      : steps.cropped;
    const probabilities = averageTtaViews(await engine.predict(ttaViews(pixels, lines)), CLASS_KEYS.length);
    answers.push({ label: drawing.label ?? -1, probabilities });
  }
  return answers;
}

/** Top 1 and top 3 of people's drawings without jackets, of jackets, and of own designs. */
async function printRow(title: string, pen: Pen, preparation = AS_ON_PAGE): Promise<void> {
  const cells = [title];
  for (const inGroup of GROUPS) {
    const answers = await answersFor(garments.filter(inGroup), pen, preparation);
    cells.push(`${percent(macroAccuracy(answers, 1))}, ${percent(macroAccuracy(answers, 3))}`);
  }
  console.log(`| ${cells.join(' | ')} |`);
}
const GROUPS: readonly ((drawing: PenDrawing) => boolean)[] = [
  ({ source, label }) => source === 'person' && label !== COAT,
  ({ source, label }) => source === 'person' && label === COAT,
  ({ source }) => source === 'design',
];
const printHead = (title: string) => {
  const counts = GROUPS.map((inGroup) => garments.filter(inGroup).length);
  console.log(`\n| ${title} | people (${counts[0]}) | jackets (${counts[1]}) | own designs (${counts[2]}) |`);
  console.log('| --- | ---: | ---: | ---: |');
};

printHead('tool and line width, as drawn');
const AS_DRAWN: Preparation = { thins: false, robust: true };
for (const width of [10, 20]) await printRow(`line of ${width}`, { width }, AS_DRAWN);
for (const width of [10, 20]) {
  const pen = { width, fills: true };
  await printRow(`filled shape, line of ${width}`, pen, AS_DRAWN);
  await printRow('... unfilled view from the strokes', pen, { ...AS_DRAWN, strokesAlone: true });
}
await printRow('the first tool as on the page', { width: FIRST_NIB.size });
printHead('small drawings, longer side 120');
for (const width of [FIRST_NIB.size, 20]) {
  await printRow(`line of ${width}: as drawn`, { width, extent: 120 }, AS_DRAWN);
  await printRow('... thinned', { width, extent: 120 });
}
printHead('stray marks with the first tool');
const { size: width } = FIRST_NIB;
for (const extent of [undefined, 120]) {
  const pen: Pen = { width, ...(extent && { extent }) };
  const dotted: Pen = { ...pen, stray: { length: 0 } };
  await printRow(extent ? `longer side ${extent}: none` : 'longer side 140 to 250: none', pen);
  await printRow('... a dot, box around all ink', dotted, { thins: true, robust: false });
  await printRow('... a dot, box without stray marks', dotted);
}

const known = await answersFor(garments, { width });
const groups = await Promise.all(
  KINDS.map(async (kind) =>
    answersFor(
      others.filter((other) => other.kind === kind),
      { width },
    ),
  ),
);
const all = groups.flat();
const photos: Answer[] = [];
for (const { label, pixels } of await readImages('test', 100)) {
  photos.push({
    label,
    probabilities: averageTtaViews(await engine.predict(ttaViews(pixels)), CLASS_KEYS.length),
  });
}
console.log(
  `\n| least probability | garments called low | the others correct | correct ones called low | test images called low | predicted as a garment | ${KINDS.map((kind, k) => `${kind} (${groups[k]!.length})`).join(' | ')} |`,
);
console.log(`| ---: |${' ---: |'.repeat(5 + KINDS.length)}`);
for (const least of [0.7, 0.75, 0.8, 0.85, 0.9, 0.95]) {
  const isLow = (answer: Answer) => isLowConfidence(answer.probabilities, least);
  const share = (answers: readonly Answer[], has: (answer: Answer) => boolean) =>
    percent(answers.filter(has).length / answers.length);
  const isCorrect = (answer: Answer) => accuracy([answer], 1) === 1;
  const sure = known.filter((answer) => !isLow(answer));
  const passes = [all, ...groups].map((answers) => share(answers, (answer) => !isLow(answer)));
  console.log(
    `| ${least} | ${share(known, isLow)} | ${percent(accuracy(sure, 1))} | ${share(known.filter(isCorrect), isLow)} | ${share(photos, isLow)} | ${passes.join(' | ')} |`,
  );
}
// The training session's open message channel would keep the process alive.
process.exit();
