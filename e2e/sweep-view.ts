// The view Sweep, as the tests use it.

import { expect, type Page } from 'playwright/test';

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
    results: region.getByRole('region', { name: 'Sweep results', exact: true }),
    progress: region.getByRole('progressbar', { name: 'Sweep progress' }),
  };
}

export const ended = (page: Page) =>
  expect(sweepView(page).results).toContainText('Ended', { timeout: 60_000 });
