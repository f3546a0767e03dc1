// The view Sweep, as the tests use it.

import { expect, type Page } from 'playwright/test';
import { ON_WASM } from './playground.ts';

/** A sweep that is long enough to be interrupted. */
export const LONG = `/?samples=20000&epochs=20${ON_WASM}&sweep=seed:1:4`;

/** One as long, whose members are saved more often: after each of their epochs. */
export const OFTEN_SAVED = `/?samples=5000&epochs=80&batch=20${ON_WASM}&sweep=seed:1:4`;
/** Of all its members, each of which trains on 4,000 images. */
export const OFTEN_SAVED_STEPS = (4 * 80 * 4000) / 20;

export function sweepView(page: Page) {
  const region = page.getByRole('region', { name: 'Sweep', exact: true });
  const button = (name: string) => region.getByRole('button', { name, exact: true });
  const progress = region.getByRole('progressbar', { name: 'Sweep progress' });
  const members = region.getByRole('table', { name: 'Members', exact: true });
  return {
    region,
    button,
    part: (name: string) => region.getByRole('region', { name, exact: true }),
    members,
    rows: members.locator('tbody tr'),
    row: (name: string) =>
      members.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }),
    /** Shows another part: Results or New sweep, a plot, a list. */
    choose: (name: string) => region.getByRole('radio', { name, exact: true }).check(),
    start: button('Start sweep'),
    results: region.getByRole('region', { name: 'Sweep results', exact: true }),
    progress,
    /** In percent, rounded to tenths. */
    percent: async () => Number(await progress.getAttribute('aria-valuenow')),
  };
}

export const ended = (page: Page) =>
  expect(sweepView(page).results).toContainText('Ended', { timeout: 60_000 });
