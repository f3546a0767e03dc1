// The page by roles and accessible names, as a person or a screen reader finds it.

import { expect, type Locator, type Page } from 'playwright/test';

/** Added to a link: trains on the wasm engine without trials of the others, on one thread, since several tests run at a time. */
export const ON_WASM = '&engine=wasm&threads=1';
/** A few seconds of training on the CPU. */
export const SMALL = '/?samples=20000&epochs=3&batch=50&activation=relu&pooling=max&lr=0.003';
/** Trained at once; only the final test takes time. */
export const TINY = '/?samples=300&epochs=1&batch=50';
/** Long enough to be interrupted. */
export const LONG = '/?samples=20000&epochs=60';

/** The first twenty true classes of the test set, in the dataset's order. */
export const FIRST_TEST_CLASSES =
  'Ankle boot, Pullover, Trouser, Trouser, Shirt, Trouser, Coat, Shirt, Sandal, Sneaker, Coat, Sandal, Sneaker, Dress, Coat, Trouser, Pullover, Coat, Bag, T-shirt/top'.split(
    ', ',
  );

/** The tensors of Classic LeNet in PyTorch's order, which is the flat layout's. */
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

/** The names of the views, as their links say them, by their values in the address. */
export const VIEW_NAMES = {
  network: 'Network',
  step: 'One step',
  results: 'Results',
  gallery: 'Gallery',
  draw: 'Draw',
  challenge: 'Challenge',
  setup: 'Setup',
  data: 'Data',
  runs: 'Runs',
  sweep: 'Sweep',
} as const;
export type ViewName = (typeof VIEW_NAMES)[keyof typeof VIEW_NAMES];

export type Playground = ReturnType<typeof playground>;

export function playground(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const training = page.getByRole('progressbar', { name: 'Training', exact: true });
  const result = region('Result');
  const viewLink = (name: ViewName) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true });

  // The form of the setup has groups of its own.
  const content = (name: ViewName) =>
    page.getByRole('group', { name, exact: true }).and(page.locator('[data-view]'));

  return {
    page,
    train: button('Train'),
    pause: button('Pause'),
    resume: button('Resume'),
    step: button('Step'),
    speed: page.getByRole('group', { name: 'Speed', exact: true }),
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
    /** The run's status once its model is tested. */
    finished: region('Run')
      .getByRole('status')
      .filter({ hasText: /test accuracy \d+\.\d\d%/ }),
    gallery: region('Test gallery'),
    drawing: region('Draw a garment'),
    canvas: region('Draw a garment').locator('canvas').first(),
    prediction: region('Prediction'),
    /** The table with one row for each epoch. */
    log: region('Epochs').getByRole('table'),
    /** The notices about values of the link that were not used. */
    notices: region('About this link'),

    /** The link to a view. */
    viewLink,

    /** The content of a view. */
    content,

    /** Opens a view by its link. */
    async show(view: ViewName): Promise<void> {
      await viewLink(view).click();
      await this.shows(view);
    },

    /** Waits until the page shows a view with its content. */
    async shows(view: ViewName): Promise<void> {
      await expect(viewLink(view)).toHaveAttribute('aria-current', 'page');
      await expect(content(view).getByRole('region').first()).toBeVisible();
      await expect(content(view).getByText('Loading…', { exact: true })).toHaveCount(0);
    },

    async open(link: string): Promise<void> {
      await page.goto(link);
      await expect(button('Train')).toBeEnabled();
    },

    /** Progress of the run, 0 to 1, from the progress bar. */
    async progress(): Promise<number> {
      const now = Number(await training.getAttribute('aria-valuenow'));
      const max = Number((await training.getAttribute('aria-valuemax')) ?? 100);
      return now / max;
    },

    /** Waits for the first steps of the run. */
    async moving(): Promise<void> {
      await expect.poll(() => this.progress(), { timeout: 30_000 }).toBeGreaterThan(0);
    },

    /** Waits until the run's data is loaded. */
    async loaded(): Promise<void> {
      const bar = page.getByRole('progressbar', { name: 'Data', exact: true });
      await expect(bar).toHaveAttribute('aria-valuenow', '100', { timeout: 30_000 });
    },

    /** Shows the results, waits for the test accuracy and returns it, 0 to 1. */
    async testAccuracy(timeout?: number): Promise<number> {
      await this.show('Results');
      return this.shownAccuracy(timeout);
    },

    /** Waits for the test accuracy, which the results show, and returns it, 0 to 1. */
    async shownAccuracy(timeout = 60_000): Promise<number> {
      await expect(result).toContainText('Test accuracy', { timeout });
      await expect(result).toContainText(/\d+\.\d\d%/);
      const shown = /Test accuracy\D*(\d+\.\d\d)%/.exec((await result.textContent()) ?? '');
      return Number(shown?.[1]) / 100;
    },
  };
}

/** Predicted and true class from the names of gallery images. */
export function readImageNames(names: readonly string[]): { predicted: string; truth: string }[] {
  return names.flatMap((name) => {
    const match = /Predicted (.+), true (.+)/.exec(name);
    return match ? [{ predicted: match[1]!, truth: match[2]! }] : [];
  });
}

/** Predicted and true class of the images on the gallery's current page. */
export async function galleryNames(gallery: Locator): Promise<{ predicted: string; truth: string }[]> {
  const names = await gallery
    .getByRole('img')
    .evaluateAll((images) =>
      images.map((image) => image.getAttribute('aria-label') ?? image.getAttribute('alt') ?? ''),
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
