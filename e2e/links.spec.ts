// Links and languages: any link opens the page, and the page names what it could not use.

import { expect, test } from './fixtures.ts';
import { ON_WASM, TINY, VIEW_NAMES } from './playground.ts';

/** For links that are not trained: less data and no trial of engines. */
const FEW = `samples=300${ON_WASM}`;

test('a link with bad values opens, clamps and says so', async ({ app }) => {
  await app.open('/?epochs=9999&lr=abc&nonsense=1&preset=alexnet&c1=6&batch=-4');
  for (const key of ['epochs', 'lr', 'nonsense', 'preset', 'batch'])
    await expect(app.notices).toContainText(key);
  await expect(app.notices).toContainText('200');
  await expect(app.notices).not.toContainText('c1');
});

test('the notices name a fraction, unknown values of the page and the first of many unknown keys', async ({
  app,
}) => {
  const many = Array.from({ length: 500 }, (_, i) => `k${i}=1`).join('&');
  await app.open(`/?${FEW}&seed=0.5&challenge=-1&lang=fr&${many}`);
  await expect(app.notices.getByRole('listitem')).toHaveText([
    '“seed=0.5” is not a whole number; 1 is used.',
    '“challenge=-1” is unknown; it was ignored. Valid: whole numbers from 0 to 4294967295.',
    '“lang=fr” is unknown; it was ignored. Valid: en or zh.',
    '500 of its keys, such as “k0”, “k1”, and “k2”, are not settings; they were ignored.',
  ]);
});

test('opens with any link', async ({ app }) => {
  for (const link of [
    '/?%',
    '/?epochs=%00&lr=NaN&seed=1e999',
    `/?samples=${'9'.repeat(400)}`,
    '/?lr=<script>alert(1)</script>',
  ]) {
    await test.step(link.slice(0, 40), () => app.open(link));
  }
});

test('the model table follows the link', async ({ app }) => {
  await app.open('/');
  await expect(app.model).toContainText('61,706');
  await app.open(`/?preset=modern&${FEW}`);
  await expect(app.model).toContainText('60,674');
  await app.open(`/?c1=3&c3=5&f5=7&f6=9&${FEW}`);
  // 78 + 380 + 882 + 72 + 100
  await expect(app.model).toContainText('1,512');
});

test('changing a field changes the link, and the link restores the field', async ({ page, app }) => {
  await app.open(`/?${FEW}&view=setup`);
  const epochs = page.getByRole('textbox', { name: 'Epochs' });
  await epochs.fill('7');
  await epochs.blur();
  await expect(page).toHaveURL(/[?&]epochs=7(&|$)/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Epochs' })).toHaveValue('7');
});

/** Names and notations that are the same in both languages. */
const LATIN =
  /\b(?:LeNet(?:-5)?|Playground|FashionMNIST|K?MNIST|EMNIST|IDX|CSV|NumPy|np[yz]|ONNX|run\.json|PNG|JPEG|WebP|zip|English|AdamW?|SGD|ReLU|tanh|sigmoid|PyTorch|Xavier|He|WebGPU|CPU|GPU|tfjs|TensorFlow\.js|safetensors|TypeScript|Zalando|SE|MIT|WebAssembly|SIMD|input|flatten|one-cycle|nat|LeCun|SUN|Shift|Tab|Home|End|Page Up|Page Down|Enter|Ctrl|Delete|Esc|ms|kB|MB)\b/gi;

/** Every text that a person or a screen reader finds on the page. */
function wordsOnPage(): string[] {
  const found: string[] = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest('code, kbd, noscript, [lang=en]')) found.push(node.textContent ?? '');
  }
  for (const element of document.querySelectorAll('[aria-label],[title],[alt],[placeholder]')) {
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      found.push(element.getAttribute(name) ?? '');
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
}

test('the whole page is in Chinese', async ({ page }) => {
  await page.goto(`${TINY}${ON_WASM}&lang=zh`);
  // Views that were opened stay in the document, so the words of all are read at the end.
  const links = page.getByRole('navigation', { name: '视图' }).getByRole('link');
  const openViews = async () => {
    await expect(links).toHaveCount(Object.keys(VIEW_NAMES).length);
    for (const link of await links.all()) {
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'page');
      await expect(page.getByText('正在加载…').filter({ visible: true })).toHaveCount(0);
    }
  };
  await openViews();
  await page.getByRole('button', { name: '训练', exact: true }).click();
  await expect(page.getByText(/测试准确率/).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await openViews();
  const foreign = (await page.evaluate(wordsOnPage)).filter((text) =>
    /[a-z]{2,}/i.test(text.replaceAll(LATIN, '')),
  );
  expect(foreign).toEqual([]);
});

test('the language is switched and remembered', async ({ page, app }) => {
  await app.open(`/?${FEW}`);
  await page.getByRole('radio', { name: '中文' }).check();
  await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
});

test.describe('in a Chinese browser', () => {
  test.use({ locale: 'zh-CN' });
  test('the page starts in Chinese', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  });
});
