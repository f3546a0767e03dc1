// The links to the views: at the bottom of a phone, and in the header of a wider window.

import { expect, test } from './fixtures.ts';
import { ON_WASM, VIEW_NAMES } from './playground.ts';

for (const language of ['en', 'zh']) {
  test(`the words of the links to the views can be read, and do not touch: ${language}`, async ({
    page,
    app,
  }) => {
    await page.goto(`/?${ON_WASM.slice(1)}&lang=${language}`);
    for (const [width, height] of [
      [390, 844],
      [360, 740],
      [320, 844],
      [320, 256],
      [640, 400],
    ] as const) {
      await page.setViewportSize({ width, height });
      const links = page.locator('nav').getByRole('link');
      await expect(links).toHaveCount(Object.keys(VIEW_NAMES).length);
      await expect(app.page.locator('nav')).toBeInViewport({ ratio: 1 });
      const words = await links.evaluateAll((found) =>
        found.map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return { left, right, top, bottom, size: Number.parseFloat(getComputedStyle(link).fontSize) };
        }),
      );
      words.forEach(({ left, right, top, bottom, size }, i) => {
        const before = words[i - 1];
        const beside = before && Math.abs(before.top - top) < 1 ? before.right + 1 : 0;
        expect(left).toBeGreaterThanOrEqual(beside);
        expect(right).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(height);
        expect(size).toBeGreaterThanOrEqual(12);
        // Another row begins below the one before.
        if (before && beside === 0) expect(top).toBeGreaterThanOrEqual(before.bottom);
      });
    }
    // Where the header changes its layout, and where it is most crowded.
    for (const width of [700, 760, 880, 1100, 1180, 1350, 1600]) {
      await page.setViewportSize({ width, height: 844 });
      const beyond = await page
        .locator('header')
        .evaluate((header) =>
          [...header.children].map(
            (part) => part.getBoundingClientRect().right - header.getBoundingClientRect().right,
          ),
        );
      expect(beyond.length).toBeGreaterThan(2);
      expect(Math.max(...beyond)).toBeLessThanOrEqual(0.5);
    }
  });
}

test('every link is reached by keyboard, in the order of the views', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.open(`/?${ON_WASM.slice(1)}`);
  const links = page.locator('nav').getByRole('link');
  await links.first().focus();
  for (const name of Object.values(VIEW_NAMES)) {
    await expect(app.viewLink(name)).toBeFocused();
    await page.keyboard.press('Tab');
  }
});
