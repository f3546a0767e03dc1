// Runs axe in the current page, or in a frame.

import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright/test';

/** What React renders and does not show. Each view is checked while it is shown; hidden, it takes up to half of axe's time. */
const HIDDEN_VIEWS = '[data-view][style*="display: none"]';

/** The violations as text, one for each rule and element. */
export async function axeViolations(page: Page | Frame): Promise<string[]> {
  // Legacy mode uses only these two members of a page. It runs in one frame, which has no frames in it.
  const used =
    'frames' in page
      ? page
      : {
          frames: () => [page],
          evaluate: (...parameters: Parameters<Frame['evaluate']>) => page.evaluate(...parameters),
        };
  const { violations } = await new AxeBuilder({ page: used as Page })
    .options({ resultTypes: ['violations'] })
    .exclude(HIDDEN_VIEWS)
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}
