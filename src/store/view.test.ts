import { expect, test } from 'vitest';
import { PRESETS } from '../contract/config.ts';
import { parseLink } from '../contract/url.ts';
import { readView, viewLink, VIEWS } from './view.ts';

test('the link of every view opens it, with the same configuration and no notice', () => {
  for (const config of [PRESETS.article, { ...PRESETS.modern, seed: 7, lr: 0.01 }]) {
    for (const view of VIEWS) {
      const link = viewLink(config, view);
      expect(readView(link)).toBe(view);
      expect(parseLink(link)).toEqual({ config, notices: [] });
    }
  }
  expect(viewLink(PRESETS.article, 'network')).toBe('');
  expect(viewLink(PRESETS.article, 'gallery')).toBe('?view=gallery');
});

test('an unknown view is the first one, and a challenge opens by its own link', () => {
  expect(readView('')).toBe('network');
  expect(readView('?view=toString')).toBe('network');
  expect(readView('?challenge=7')).toBe('challenge');
  expect(readView('?challenge=none')).toBe('network');
  expect(readView('?challenge=7&view=draw')).toBe('draw');
});
