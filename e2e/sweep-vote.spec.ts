// The vote of a sweep's members: its confusion matrix, and what they say of the drawing.

import { axeViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { dataView, thousand } from './own-data-page.ts';
import { ON_WASM, readPercentages } from './playground.ts';
import { ended, sweepView } from './sweep-view.ts';

const THREE = `/?samples=2000&epochs=2&batch=20&activation=relu&pooling=max&optimizer=sgd&lr=0.02${ON_WASM}&sweep=seed:1:3`;

test('the vote has a confusion matrix, and says with its members what the drawing is', async ({
  page,
  app,
}) => {
  const sweep = sweepView(page);
  const vote = sweep.part('Vote');
  const drawing = vote.getByRole('region', { name: 'Your drawing', exact: true });
  await app.open(THREE);
  await sweep.start.click();
  await ended(page);
  await sweep.choose('Vote');
  await expect(drawing).toContainText('Draw something under Draw');

  await test.step('the matrix: all test images, each class in its row; arrow keys move in it', async () => {
    await sweep.button('Let 3 networks vote').click();
    await expect(vote).toContainText(/Test accuracy of the vote: \d/, { timeout: 30_000 });
    const matrix = vote.getByRole('table', { name: /^Confusion matrix/ });
    const counts = (await matrix.getByRole('button').allTextContents()).map((text) =>
      Number(text.replaceAll(/\D/g, '')),
    );
    expect(counts).toHaveLength(100);
    for (let row = 0; row < 10; row++)
      expect(counts.slice(10 * row, 10 * row + 10).reduce((sum, count) => sum + count, 0)).toBe(1000);
    const correct = counts.reduce((sum, count, cell) => sum + (cell % 11 === 0 ? count : 0), 0);
    const [accuracy] = readPercentages(/accuracy of the vote: \S+/.exec((await vote.textContent())!)![0]);
    expect(correct / 100).toBeCloseTo(accuracy!, 2);
    await matrix.getByRole('button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(matrix.getByRole('button', { name: /^Trouser classified correctly/ })).toBeFocused();
    expect(await axeViolations(page)).toEqual([]);
  });

  await test.step('a drawing: each member says what it says once it is opened', async () => {
    await app.show('Draw');
    const { x, y, width, height } = (await app.canvas.boundingBox())!;
    await page.mouse.move(x + 0.3 * width, y + 0.2 * height);
    await page.mouse.down();
    for (const [right, down] of [
      [0.7, 0.2],
      [0.7, 0.8],
      [0.3, 0.8],
      [0.3, 0.2],
    ] as const)
      await page.mouse.move(x + right * width, y + down * height, { steps: 4 });
    await page.mouse.up();
    await app.show('Sweep');
    await drawing.getByRole('button', { name: 'Let 3 networks classify it' }).click();
    await expect(drawing).toContainText(/The vote: .+, \d+\.\d%\. [1-3] of 3 networks chose it\./, {
      timeout: 30_000,
    });
    const rows = drawing.getByRole('table').locator('tbody tr');
    await expect(rows).toHaveCount(3);
    expect(await axeViolations(page)).toEqual([]);
    const row = drawing
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Seed 2', exact: true }) });
    const [answer, probability] = await row.getByRole('cell').allTextContents();
    await sweep.choose('Results');
    await sweep.button('Open Seed 2').click();
    await expect(sweep.row('Seed 2')).toContainText('shown in every view', { timeout: 30_000 });
    await app.show('Draw');
    const first = app.prediction.getByRole('listitem').first();
    await expect(first).toContainText(answer!);
    await expect(first).toContainText(probability!);
  });

  await test.step('an answer about another drawing is not shown', async () => {
    await app.show('Draw');
    await app.drawing.getByRole('button', { name: 'Clear', exact: true }).click();
    await app.show('Sweep');
    await sweep.choose('Vote');
    await expect(drawing).toContainText('Draw something under Draw');
    await expect(drawing.getByRole('table')).toHaveCount(0);
  });

  await test.step('on other data it says why nothing can vote, and no earlier count is shown', async () => {
    const data = dataView(page);
    await app.show('Data');
    await data.files.setInputFiles(thousand());
    await data.use.click();
    await expect(data.back).toBeVisible();
    await app.show('Sweep');
    await sweep.choose('Vote');
    await expect(vote).toContainText('This sweep is on the data “FashionMNIST”.');
    await expect(vote.getByRole('table')).toHaveCount(0);
    await expect(sweep.button('Let 3 networks vote')).toHaveAttribute('aria-disabled', 'true');
    expect(await axeViolations(page)).toEqual([]);
    await app.show('Data');
    await data.back.click();
    await app.show('Sweep');
    await sweep.choose('Vote');
    await expect(sweep.button('Let 3 networks vote')).not.toHaveAttribute('aria-disabled', 'true');
    await expect(vote).not.toContainText('This sweep is on the data');
  });
});
