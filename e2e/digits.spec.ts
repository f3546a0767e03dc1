// Own data for which drawing matters: a network that learned handwritten digits of 8x8 pixels names digits drawn by mouse.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { zipSync, type Zippable } from 'fflate';
import type { Locator, Page } from 'playwright/test';
import type { WorkerCommand, WorkerEvent } from '../src/contract/messages.ts';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM } from './playground.ts';

/** The digits in folders of their names, values 0 to 16 as 0 to 255. */
function digitsZip(): Buffer {
  const text = gunzipSync(readFileSync(new URL('../test/digits/digits.csv.gz', import.meta.url))).toString();
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
    .filter((row) => row.every(Number.isFinite));
  const files: Zippable = {};
  rows.forEach((row, i) => {
    // The label is the last of 65 columns.
    const data = Uint8Array.from(row.slice(0, 64), (value) => Math.round((value * 255) / 16));
    files[`${row[64]}/${i}.png`] = encode({ width: 8, height: 8, data, channels: 1, depth: 8 });
  });
  return Buffer.from(zipSync(files, { level: 0 }));
}

/** Counts the predictions that were requested and not answered yet. Runs in the page before its script. */
function countPredictions(): void {
  const scope = globalThis as unknown as { openPredictions: number };
  scope.openPredictions = 0;
  globalThis.Worker = new Proxy(Worker, {
    construct(target, parameters) {
      const worker = Reflect.construct(target, parameters) as Worker;
      const send = worker.postMessage.bind(worker);
      worker.postMessage = (
        message: WorkerCommand,
        transfer?: Transferable[] | StructuredSerializeOptions,
      ) => {
        if (message.type === 'predict') scope.openPredictions++;
        send(message, transfer as Transferable[]);
      };
      worker.addEventListener('message', ({ data }: MessageEvent<WorkerEvent>) => {
        if (data.type === 'prediction') scope.openPredictions--;
      });
      return worker;
    },
  });
}

/** Waits until the page shows the prediction of what is drawn. */
async function predicted(page: Page): Promise<void> {
  const twoFrames = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  // The request follows the frame that shows the end of the stroke.
  await twoFrames();
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { openPredictions: number }).openPredictions))
    .toBe(0);
  await twoFrames();
}

type Point = readonly [x: number, y: number];
/** Points of an arc around (x, y), from and to in turns, clockwise from the right. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Point[] {
  return Array.from({ length: 17 }, (_, k) => {
    const angle = 2 * Math.PI * (from + ((to - from) * k) / 16);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

/** The strokes of each digit, in fractions of the pad. */
const DIGITS: readonly (readonly Point[])[][] = [
  [arc(0.5, 0.5, 0.17, 0.3, -0.25, 0.75)],
  [
    [
      [0.42, 0.28],
      [0.52, 0.2],
      [0.52, 0.8],
    ],
  ],
  [[...arc(0.5, 0.36, 0.17, 0.16, -0.5, 0.08), [0.34, 0.8], [0.7, 0.8]]],
  [[...arc(0.48, 0.35, 0.16, 0.15, -0.42, 0.25), ...arc(0.48, 0.65, 0.18, 0.15, -0.25, 0.42)]],
  [
    [
      [0.5, 0.2],
      [0.32, 0.58],
      [0.7, 0.58],
    ],
    [
      [0.58, 0.38],
      [0.58, 0.82],
    ],
  ],
  [[[0.66, 0.2], [0.38, 0.2], [0.36, 0.46], ...arc(0.49, 0.62, 0.17, 0.18, -0.3, 0.4)]],
  [[[0.58, 0.2], [0.42, 0.4], [0.36, 0.6], ...arc(0.5, 0.65, 0.14, 0.15, 0.5, -0.5)]],
  [
    [
      [0.32, 0.22],
      [0.68, 0.22],
      [0.46, 0.8],
    ],
  ],
  [[...arc(0.5, 0.35, 0.13, 0.15, 0.25, 1.25), ...arc(0.5, 0.65, 0.15, 0.15, -0.25, 0.75)]],
  [[...arc(0.5, 0.36, 0.14, 0.15, 0, -1), [0.64, 0.5], [0.58, 0.82]]],
];

async function draw(page: Page, canvas: Locator, strokes: readonly (readonly Point[])[]): Promise<void> {
  const box = (await canvas.boundingBox())!;
  for (const points of strokes) {
    for (const [k, [x, y]] of points.entries()) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 3 });
      if (k === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

test('ten digits drawn by mouse: at least eight are named', async ({ page, app }) => {
  await page.addInitScript(countPredictions);
  await app.open(`/?view=data${ON_WASM}`);
  await page
    .getByLabel('Choose files')
    .setInputFiles({ name: 'digits.zip', mimeType: 'application/zip', buffer: digitsZip() });
  await page.getByRole('button', { name: 'Use this data', exact: true }).click();
  await app.loaded();
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 80_000 });
  expect(await app.testAccuracy()).toBeGreaterThan(0.96);

  await app.show('Draw');
  const drawing = page.getByRole('region', { name: /^Draw/ });
  const canvas = drawing.locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const named: string[] = [];
  for (const strokes of DIGITS) {
    await draw(page, canvas, strokes);
    await predicted(page);
    const text = (await app.prediction.textContent()) ?? '';
    named.push(text.replaceAll(/\s+/g, ' ').slice(0, 80));
    await drawing.getByRole('button', { name: 'Clear', exact: true }).click();
  }

  const right = named.filter((text, digit) =>
    new RegExp(`^\\D*${digit}\\b`).test(text.replace('Prediction', '')),
  );
  expect(right.length, named.join('\n')).toBeGreaterThanOrEqual(8);
});

test('two classes made in the page by drawing them are trained on, and distinguished', async ({
  page,
  app,
}) => {
  await app.open(`/?view=draw${ON_WASM}`);
  const drawing = page.getByRole('region', { name: /^Draw/ });
  const canvas = drawing.locator('canvas').first();
  await page.getByText('Make your own classes').click();
  const counts = page.getByRole('list', { name: 'Images so far' });
  for (const [name, digit] of [
    ['round', 0],
    ['straight', 1],
  ] as const) {
    await page.getByLabel('Class', { exact: true }).fill(name);
    for (let k = 1; k <= 10; k++) {
      await canvas.scrollIntoViewIfNeeded();
      // Ten sizes and slants.
      const strokes = DIGITS[digit]!.map((stroke) =>
        stroke.map(([x, y]): Point => [0.5 + (x - 0.5) * (0.6 + 0.06 * k) + 0.02 * (k - 5) * (y - 0.5), y]),
      );
      await draw(page, canvas, strokes);
      await page.getByRole('button', { name: 'Add this drawing', exact: true }).click();
      await expect(counts).toContainText(`${name} ${k}`);
    }
  }
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Look at them and train', exact: true }).click();
  const set = page.getByRole('region', { name: 'Data set', exact: true });
  await expect(set).toContainText('2 classes: 16 training and 4 test images');
  await set.getByRole('button', { name: 'Use this data', exact: true }).click();
  await app.loaded();
  await app.train.click();
  await expect(app.finished).toBeVisible({ timeout: 60_000 });
  await app.show('Draw');
  await canvas.scrollIntoViewIfNeeded();
  await draw(page, canvas, DIGITS[0]!);
  await expect(app.prediction).toContainText(/(Most likely|Perhaps|Closest): (one of )?round/);
});
