// The views that the stage can show. Each has an address of its own: `view=gallery`.

import type { RunConfig } from '../contract/config.ts';
import { formatLink, PAGE_VALUES, readChallenge } from '../contract/url.ts';

export const VIEWS = PAGE_VALUES.view;
export type View = (typeof VIEWS)[number];

/** The view of a search string; the first view for an unknown one, the challenge for a link to a challenge. */
export function readView(search: string): View {
  const text = new URLSearchParams(search).get('view');
  const otherwise = readChallenge(search) === null ? VIEWS[0] : 'challenge';
  return VIEWS.find((view) => view === text) ?? otherwise;
}

/** The search string of `config` in `view`, '' for the default run in the first view. */
export function viewLink(config: RunConfig, view: View): string {
  const link = formatLink(config);
  if (view === VIEWS[0]) return link;
  return `${link === '' ? '?' : `${link}&`}view=${view}`;
}
