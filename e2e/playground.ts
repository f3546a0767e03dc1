// The page as a person or a screen reader finds it: by roles and names. No selector of a style or a test id.

import { expect, type Locator, type Page } from 'playwright/test';

/**
 * Put behind a link: trained by the wasm engine, without a trial of the others, on one thread, since two pages are open
 * at a time. What it computes is the same on more.
 */
export const ON_WASM = '&engine=wasm&threads=1';
/** A few seconds of training on the CPU; learns quickly. */
export const SMALL = '/?samples=20000&epochs=3&batch=50&activation=relu&pooling=max&lr=0.003';
/** Done at once but for the final score. */
export const TINY = '/?samples=300&epochs=1&batch=50';
/** Long enough to be interrupted. */
export const LONG = '/?samples=20000&epochs=60';

/** The first twenty true classes of the test set, in the dataset's order. */
export const FIRST_TEST_CLASSES =
  'Ankle boot, Pullover, Trouser, Trouser, Shirt, Trouser, Coat, Shirt, Sandal, Sneaker, Coat, Sandal, Sneaker, Dress, Coat, Trouser, Pullover, Coat, Bag, T-shirt/top'.split(
    ', ',
  );

/** The tensors of the article's network in PyTorch's order, which is the flat layout's. */
export const ARTICLE_SHAPES: Record<string, number[]> = {
  'c1.weight': [6, 1, 5, 5],
  'c1.bias': [6],
  'c3.weight': [16, 6, 5, 5],
  'c3.bias': [16],
  'f5.weight': [120, 400],
  'f5.bias': [120],
  'f6.weight': [84, 120],
  'f6.bias': [84],
  'f7.weight': [10, 84],
  'f7.bias': [10],
};

export type Playground = ReturnType<typeof playground>;

export function playground(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const training = page.getByRole('progressbar', { name: 'Training', exact: true });
  const result = region('Result');

  return {
    page,
    train: button('Train'),
    pause: button('Pause'),
    resume: button('Resume'),
    stop: button('Stop'),
    reset: button('Reset'),
    download: button('Download best weights'),
    data: page.getByRole('progressbar', { name: 'Data', exact: true }),
    training,
    loss: region('Loss'),
    accuracy: region('Accuracy'),
    device: region('Device'),
    model: region('Model'),
    result,
    gallery: region('Test gallery'),
    drawing: region('Draw a garment'),
    canvas: region('Draw a garment').locator('canvas').first(),
    prediction: region('Prediction'),
    /** The table with one row for each epoch. */
    log: region('Epochs').getByRole('table'),
    /** What the link said that was not taken. */
    notices: region('About this link'),

    async open(link: string): Promise<void> {
      await page.goto(link);
      await expect(button('Train')).toBeEnabled();
    },

    /** Share of the run that is done, 0 … 1, as the progress bar tells it. */
    async progress(): Promise<number> {
      const now = Number(await training.getAttribute('aria-valuenow'));
      const max = Number((await training.getAttribute('aria-valuemax')) ?? 100);
      return now / max;
    },

    /** Waits until the run has made steps. */
    async moving(): Promise<void> {
      await expect.poll(() => this.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
    },

    /** Waits until the data that the run needs is here. */
    async loaded(): Promise<void> {
      const bar = page.getByRole('progressbar', { name: 'Data', exact: true });
      await expect(bar).toHaveAttribute('aria-valuenow', '100', { timeout: 30_000 });
    },

    /** Waits for the final score and returns it as a share. */
    async testAccuracy(timeout = 60_000): Promise<number> {
      await expect(result).toContainText('Test accuracy', { timeout });
      await expect(result).toContainText(/\d+\.\d\d%/);
      const shown = /Test accuracy\D*(\d+\.\d\d)%/.exec((await result.textContent()) ?? '');
      return Number(shown?.[1]) / 100;
    },
  };
}

/** Presses `from` inside the page and resolves to the milliseconds until a button named `to` stands there. */
export async function reactionTime(page: Page, from: string, to: string): Promise<number> {
  return page.evaluate(
    ([pressed, awaited]) =>
      new Promise<number>((done) => {
        const named = (name: string | undefined) =>
          [...document.querySelectorAll('button')].find(
            (element) =>
              !element.disabled &&
              element.ariaDisabled !== 'true' &&
              (element.ariaLabel ?? element.textContent).trim() === name,
          );
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (!named(awaited)) return;
          observer.disconnect();
          done(performance.now() - start);
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        named(pressed)?.click();
      }),
    [from, to],
  );
}

/** What a picture of the gallery was taken for, and what it is, in the pictures' names. */
export function readImageNames(names: readonly string[]): { predicted: string; truth: string }[] {
  return names.flatMap((name) => {
    const match = /Predicted (.+), true (.+)/.exec(name);
    return match ? [{ predicted: match[1]!, truth: match[2]! }] : [];
  });
}

/** The pictures on the gallery's page. */
export async function galleryNames(gallery: Locator): Promise<{ predicted: string; truth: string }[]> {
  const names = await gallery
    .getByRole('img')
    .evaluateAll((pictures) =>
      pictures.map((picture) => picture.getAttribute('aria-label') ?? picture.getAttribute('alt') ?? ''),
    );
  return readImageNames(names);
}

/** The percentages in a text, in its order. */
export function readPercentages(text: string): number[] {
  return [...text.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, number]) => Number(number));
}

/** The percentages of a region, such as the ten of the prediction. */
export async function percentages(region: Locator): Promise<number[]> {
  return readPercentages((await region.textContent()) ?? '');
}
