// The links to the views at the bottom of a phone.

import { expect, test } from './fixtures.ts';
import { ON_WASM, VIEW_NAMES } from './playground.ts';

test('the words of the links to the views do not touch', async ({ page, app }) => {
  for (const width of [390, 360, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await app.open(`/?${ON_WASM.slice(1)}`);
    const words = await page
      .locator('nav')
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const { left, right } = range.getBoundingClientRect();
          return { left, right };
        }),
      );
    expect(words).toHaveLength(Object.keys(VIEW_NAMES).length);
    words.forEach(({ left, right }, i) => {
      expect(left).toBeGreaterThanOrEqual(i === 0 ? 0 : words[i - 1]!.right + 1);
      expect(right).toBeLessThanOrEqual(width);
    });
  }
});
