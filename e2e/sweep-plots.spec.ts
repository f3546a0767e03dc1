// The plots of many networks: the heatmap ends below a whole row, and the labels of the parallel coordinates do not overlap.

import type { Locator } from 'playwright/test';
import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ON_WASM } from './playground.ts';
import { sweepView } from './sweep-view.ts';

const LONG = `/?samples=20000&epochs=20${ON_WASM}&sweep=`;
const VIEWPORTS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
interface Plotted {
  plan: string;
  rows: number;
  /** The button that starts it. */
  start: string;
  /** Names, and their labels at both ends. */
  axes: [name: string, first: string, last: string][];
}
const GRID: Plotted = {
  plan: 'seed:101:116;lr:log:0.001:0.1:4',
  rows: 16,
  start: 'Start sweep',
  axes: [['Seed', '101', '116']],
};
const SQUARE: Plotted = {
  plan: 'lr:log:0.001:0.1:8;seed:1:8',
  rows: 8,
  start: 'Start sweep',
  axes: [['Seed', '1', '8']],
};
const STAIRCASE: Plotted = {
  plan: 'staircase:7',
  rows: 9,
  start: 'Climb the staircase',
  axes: [
    ['Seed', '1', '7'],
    ['Rung', 'Classic LeNet', 'Regularization'],
  ],
};

/** The rows of a heatmap that are seen whole, and those that its box cuts by a pixel or more. */
function seenRows(heatmap: Locator): Promise<{ whole: number; cut: number }> {
  return heatmap.evaluate((element) => {
    const box = element.querySelector('.table-scroll')!;
    const edge = box.getBoundingClientRect().top + box.clientTop + box.clientHeight;
    const rows = Array.from(element.querySelectorAll('tbody tr'), (row) => row.getBoundingClientRect());
    return {
      whole: rows.filter(({ bottom }) => bottom <= edge).length,
      cut: rows.filter(({ top, bottom }) => top < edge - 1 && bottom > edge).length,
    };
  });
}

/** Of an axis, from its upper end: its labels and where they are. */
function labelsOf(axis: Locator): Promise<{ text: string; top: number; bottom: number }[]> {
  return axis.locator('.coordinate-tick').evaluateAll((labels) =>
    labels
      .map((label) => {
        const { top, bottom } = label.getBoundingClientRect();
        return { text: label.textContent, top, bottom };
      })
      .toSorted((a, b) => a.top - b.top),
  );
}

for (const { plan, rows, start, axes } of [GRID, SQUARE, STAIRCASE]) {
  test(`${plan}: the heatmap cuts no row, and no labels of an axis overlap`, async ({ page, app }) => {
    const sweep = sweepView(page);
    await app.open(`${LONG}${plan}`);
    await sweep.button(start).click();
    await expect(sweep.progress).toBeVisible();
    for (const viewport of VIEWPORTS) {
      await page.setViewportSize(viewport);
      await sweep.choose('Heatmap');
      const heatmap = sweep.part('Heatmap');
      await expect(heatmap.getByRole('row')).toHaveCount(rows + 1);
      // The box takes its new height after the window.
      await expect.poll(async () => (await seenRows(heatmap)).cut).toBe(0);
      const { whole } = await seenRows(heatmap);
      const hint = heatmap.getByText(/rows fit here/);
      if (whole === rows) await expect(hint).toHaveCount(0);
      else await expect(hint).toHaveText(`${whole} of ${rows} rows fit here. Scroll for the others.`);
      expect(whole).toBeGreaterThanOrEqual(7);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      expect(await axeViolations(page)).toEqual([]);

      await sweep.choose('Parallel coordinates');
      const plot = sweep.part('Parallel coordinates');
      for (const [name, first, last] of axes) {
        const axis = plot.getByRole('group', { name, exact: true });
        await expect(axis.locator('.coordinate-tick').first()).toBeVisible();
        const labels = await labelsOf(axis);
        expect([labels[0]!.text, labels.at(-1)!.text]).toEqual([last, first]);
        for (const [i, label] of labels.slice(1).entries())
          expect(label.top).toBeGreaterThanOrEqual(labels[i]!.bottom);
      }
    }
  });
}

test('the corner of a heatmap of 16 columns has one line for each axis', async ({ page, app }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const sweep = sweepView(page);
  await app.open(`${LONG}batch:20,32,50,64;lr:log:0.001:0.1:16`);
  await sweep.start.click();
  const corner = sweep.part('Heatmap').getByRole('columnheader', { name: '↓ Batch size → Learning rate' });
  const lines = await corner.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size;
  });
  expect(lines).toBe(2);
});
