// The view of sweeps for tests.

import { expect, type Page } from 'playwright/test';
import { ON_WASM } from './playground.ts';

/** Long enough to be interrupted. */
export const LONG_SWEEP = `/?samples=20000&epochs=20${ON_WASM}&sweep=seed:1:4`;

export function sweepView(page: Page) {
  const region = page.getByRole('region', { name: 'Sweep', exact: true });
  const button = (name: string) => region.getByRole('button', { name, exact: true });
  const members = region.getByRole('table', { name: 'Members', exact: true });
  return {
    region,
    button,
    part: (name: string) => region.getByRole('region', { name, exact: true }),
    members,
    rows: members.locator('tbody tr'),
    row: (name: string) =>
      members.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }),
    start: button('Start sweep'),
    results: region.getByRole('region', { name: 'Results', exact: true }),
    progress: region.getByRole('progressbar', { name: 'Sweep progress' }),
  };
}

export const sweepEnded = (page: Page) =>
  expect(sweepView(page).results).toContainText('Finished', { timeout: 60_000 });
