// The views that the stage can show. Each has an address of its own: `view=gallery`.

import { formatAssignment, isShown, type Assignment } from '../contract/assignment.ts';
import type { RunConfig } from '../contract/config.ts';
import { formatSweep } from '../contract/sweep-link.ts';
import { formatLink, PAGE_VALUES, readChallenge } from '../contract/url.ts';
import { planOf, type SweepDraft } from './sweep-draft.ts';

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

/** The view of a search string; the first view for an unknown one, that of a challenge or a sweep for a link to one. */
export function readView(search: string, assignment: Assignment): View {
  const parameters = new URLSearchParams(search);
  const text = parameters.get('view');
  const linked = parameters.has('sweep') ? 'sweep' : firstView(assignment);
  const otherwise = readChallenge(search) === null ? linked : 'challenge';
  return VIEWS.find((view) => view === text) ?? otherwise;
}

/**
 * The search string of `config` in `view` with an assignment; '' for the default run in the first view. A sweep is part of
 * its own view's alone.
 */
export function viewLink(
  config: RunConfig,
  view: View,
  assignment: Assignment,
  sweep: SweepDraft | null = null,
): string {
  const plan = view === 'sweep' && sweep ? planOf(sweep, config) : null;
  const parts = [
    // The staircase may have a budget of its own.
    formatLink(plan?.base ?? config).slice(1),
    view === firstView(assignment) ? '' : `view=${view}`,
    plan ? `sweep=${formatSweep(plan)}` : '',
    formatAssignment(assignment),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The search string of an assignment in its first view, in the language of its author. */
export function assignmentLink(config: RunConfig, assignment: Assignment, language: string): string {
  const link = viewLink(config, firstView(assignment), assignment);
  return `${link === '' ? '?' : `${link}&`}lang=${language}`;
}
