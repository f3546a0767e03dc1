// The network's view as a person finds it, for its journeys.

import { expect, type Locator, type Page } from 'playwright/test';
import { ON_WASM, TINY, type Playground } from './playground.ts';

export function networkOf(page: Page) {
  const region = page.getByRole('region', { name: 'Network', exact: true });
  const group = (layer: string) => region.getByRole('group', { name: `Outputs of ${layer}`, exact: true });
  return {
    region,
    map: (layer: string, map: number) =>
      group(layer).getByRole('button', { name: `${layer}, map ${map}`, exact: true }),
    maps: (layer: string) => group(layer).getByRole('button'),
    output: region.getByRole('group', { name: 'Probabilities of the ten classes' }),
    weights: region.getByRole('slider', { name: /^Weights/ }),
    calculation: region.getByRole('region', { name: 'Calculation', exact: true }),
    image: (name: RegExp) => region.getByRole('radio', { name }),
    hand: region.getByRole('group', { name: 'Change the image' }),
  };
}

/** The value that a calculation ends with. */
export async function resultOf(calculation: Locator): Promise<number> {
  await expect(calculation).toContainText(/= −?\d[\d.e−+]*$/);
  const text = (await calculation.textContent()) ?? '';
  return Number(/= (\S+)$/.exec(text)![1]!.replaceAll('−', '-'));
}

/** The third cell of the third row of a grid of inputs. */
export const middle = (grid: Locator) => grid.getByRole('button', { name: /^Row 3, column 3:/ });

/** A small run to its end, with more `fields` of the link, and the network's view. */
export async function finishedRun(app: Playground, fields = ''): Promise<void> {
  await app.open(TINY + ON_WASM + fields);
  await app.train.click();
  await app.testAccuracy();
  await app.show('Network');
}
