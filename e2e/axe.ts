// Runs axe in the current page.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';

/** The violations as text, one for each rule and element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Legacy mode runs in this page alone, which has no frames.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}
