// Runs axe in the page as it stands.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';

/** Violations in words, one for each rule and element; empty when there are none. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Legacy mode stays in this page: there are no frames whose results a second page would have to join.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}
