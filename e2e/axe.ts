// Runs axe in the current page.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';

type Result = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

const shown = (violations: Result[]) =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );

/** The violations as text, one for each rule and element. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Legacy mode runs in this page alone, which has no frames.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return shown(violations);
}

/** The violations in the frames of the page, and the number of elements there that pass a rule. */
export async function axeInFrames(page: Page): Promise<{ violations: string[]; passes: number }> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  // The target of an element in a frame begins with the frame.
  const inFrames = (results: Result[]) =>
    results.map((result) => ({ ...result, nodes: result.nodes.filter(({ target }) => target.length > 1) }));
  return {
    violations: shown(inFrames(violations)),
    passes: inFrames(passes).reduce((sum, { nodes }) => sum + nodes.length, 0),
  };
}
