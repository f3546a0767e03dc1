// Runs axe in the current page, or in a frame.

import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright/test';

/** The violations as text, one for each rule and element. */
export async function axeViolations(page: Page | Frame): Promise<string[]> {
  // What legacy mode uses of a page. It runs in one frame alone; the page's own has no frames in it.
  const used =
    'frames' in page
      ? page
      : {
          frames: () => [page],
          evaluate: (...parameters: Parameters<Frame['evaluate']>) => page.evaluate(...parameters),
        };
  const { violations } = await new AxeBuilder({ page: used as Page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}
