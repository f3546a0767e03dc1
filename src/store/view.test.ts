import { expect, test } from 'vitest';
import { NO_ASSIGNMENT } from '../contract/assignment.ts';
import { PRESETS } from '../contract/config.ts';
import { parseLink } from '../contract/url.ts';
import { readSweep } from '../contract/sweep-link.ts';
import { FIRST_STAIRCASE, planOf, seedsDraft } from './sweep-draft.ts';
import { assignmentLink, listedViews, readView, viewLink, VIEWS } from './view.ts';

test('the link of every view opens it, with the same configuration and no notice', () => {
  for (const config of [PRESETS.article, { ...PRESETS.modern, seed: 7, lr: 0.01 }]) {
    for (const view of VIEWS) {
      const link = viewLink(config, view, NO_ASSIGNMENT);
      expect(readView(link, NO_ASSIGNMENT)).toBe(view);
      expect(parseLink(link)).toEqual({ config, notices: [] });
    }
  }
  expect(viewLink(PRESETS.article, 'network', NO_ASSIGNMENT)).toBe('');
  expect(viewLink(PRESETS.article, 'gallery', NO_ASSIGNMENT)).toBe('?view=gallery');
});

test('an unknown view is the first one, and a challenge opens by its own link', () => {
  expect(readView('', NO_ASSIGNMENT)).toBe('network');
  expect(readView('?view=toString', NO_ASSIGNMENT)).toBe('network');
  expect(readView('?challenge=7', NO_ASSIGNMENT)).toBe('challenge');
  expect(readView('?challenge=none', NO_ASSIGNMENT)).toBe('network');
  expect(readView('?challenge=7&view=draw', NO_ASSIGNMENT)).toBe('draw');
});

test('an assignment opens its first view, lists its views, and stays in the link', () => {
  const assignment = { show: ['run', 'draw', 'results'], lock: ['lr'], task: 'Draw a bag' } as const;
  expect(readView('', assignment)).toBe('results');
  expect(readView('?view=draw', assignment)).toBe('draw');
  expect(listedViews(assignment, 'draw')).toEqual(['results', 'draw']);
  // An action in the page opened it.
  expect(listedViews(assignment, 'gallery')).toEqual(['results', 'gallery', 'draw']);
  const keys = 'show=run,draw,results&lock=lr&task=Draw+a+bag';
  expect(viewLink(PRESETS.article, 'results', assignment)).toBe(`?${keys}`);
  expect(viewLink(PRESETS.sprint, 'draw', assignment)).toBe(`?preset=sprint&view=draw&${keys}`);
  expect(assignmentLink(PRESETS.article, assignment, 'zh')).toBe(`?${keys}&lang=zh`);
  expect(assignmentLink(PRESETS.article, NO_ASSIGNMENT, 'en')).toBe('?lang=en');
  // Without a view among its parts, the first of all.
  expect(readView('', { ...assignment, show: ['run'] })).toBe('network');
});

test('a sweep is part of its own view’s link, and opens it', () => {
  const draft = seedsDraft(PRESETS.article, 3);
  const link = viewLink(PRESETS.article, 'sweep', NO_ASSIGNMENT, draft);
  expect(link).toBe('?view=sweep&sweep=seed:1:3');
  expect(viewLink(PRESETS.article, 'runs', NO_ASSIGNMENT, draft)).toBe('?view=runs');
  expect(readView('?sweep=seed:1:3', NO_ASSIGNMENT)).toBe('sweep');
  expect(readView('?sweep=seed:1:3&view=data', NO_ASSIGNMENT)).toBe('data');
  // The staircase is repeated with its own budget.
  const climbed = viewLink(PRESETS.article, 'sweep', NO_ASSIGNMENT, FIRST_STAIRCASE);
  expect(climbed).toBe('?split=0.95&view=sweep&sweep=staircase:3');
  const { plan } = readSweep(climbed, parseLink(climbed).config);
  expect(plan).toEqual(planOf(FIRST_STAIRCASE, PRESETS.article));
});
