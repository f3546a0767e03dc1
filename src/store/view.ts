// The views that the stage can show. Each has an address of its own: `view=gallery`.

import { formatAssignment, isShown, type Assignment } from '../contract/assignment.ts';
import type { RunConfig } from '../contract/config.ts';
import { formatLink, PAGE_VALUES, readChallenge } from '../contract/url.ts';

export const VIEWS = PAGE_VALUES.view;
export type View = (typeof VIEWS)[number];

/** The views that the navigation lists: those of the assignment, and the current one, which an action can open. */
export function listedViews(assignment: Assignment, current: View): View[] {
  return VIEWS.filter((view) => isShown(assignment, view) || view === current);
}

/** The view without a `view` in the link: the first that the assignment shows. */
function firstView(assignment: Assignment): View {
  return VIEWS.find((view) => isShown(assignment, view)) ?? VIEWS[0];
}

/** The view of a search string; the first view for an unknown one, the challenge for a link to a challenge. */
export function readView(search: string, assignment: Assignment): View {
  const text = new URLSearchParams(search).get('view');
  const otherwise = readChallenge(search) === null ? firstView(assignment) : 'challenge';
  return VIEWS.find((view) => view === text) ?? otherwise;
}

/** The search string of `config` in `view` with an assignment; '' for the default run in the first view. */
export function viewLink(config: RunConfig, view: View, assignment: Assignment): string {
  const parts = [
    formatLink(config).slice(1),
    view === firstView(assignment) ? '' : `view=${view}`,
    formatAssignment(assignment),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The search string of an assignment in its first view, in the language of its author. */
export function assignmentLink(config: RunConfig, assignment: Assignment, language: string): string {
  const link = viewLink(config, firstView(assignment), assignment);
  return `${link === '' ? '?' : `${link}&`}lang=${language}`;
}
