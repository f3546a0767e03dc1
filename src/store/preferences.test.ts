import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { validValues } from '../contract/url.ts';
import { initialPreferences, remember } from './preferences.ts';
import { LANGUAGES, THEMES } from './state.ts';

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a link’s notices know the same languages and themes', () => {
  expect(validValues('lang')).toEqual({ kind: 'list', values: LANGUAGES });
  expect(validValues('theme')).toEqual({ kind: 'list', values: THEMES });
});

test('a first visit has the browser’s language, if the page speaks it', () => {
  const language = (...tags: string[]) => initialPreferences('', tags).language;
  expect(language('zh-CN', 'en')).toBe('zh');
  expect(language('fr', 'EN-gb', 'zh')).toBe('en');
  expect(language('fr')).toBe('en');
  // Zhuang is another language than Chinese.
  expect(language('zha', 'en')).toBe('en');
  expect(initialPreferences('', ['en'])).toEqual({ language: 'en', theme: 'system', tour: 'offered' });
});

test('a later visit has what was chosen, under the keys of earlier versions', () => {
  remember('language', 'zh');
  remember('theme', 'dark');
  remember('tour', 'done');
  expect(Object.fromEntries(stored)).toEqual({
    'lenet-language': 'zh',
    'lenet-theme': 'dark',
    'lenet-tour': 'done',
  });
  expect(initialPreferences('', ['en'])).toEqual({ language: 'zh', theme: 'dark', tour: 'done' });
});

test('a link counts before what was chosen, and what neither knows is ignored', () => {
  stored.set('lenet-language', 'zh').set('lenet-theme', 'sepia').set('lenet-tour', 'yes');
  expect(initialPreferences('?lang=en&theme=light', ['zh'])).toMatchObject({
    language: 'en',
    theme: 'light',
  });
  expect(initialPreferences('?lang=fr&theme=blue', ['en'])).toEqual({
    language: 'zh',
    theme: 'system',
    tour: 'offered',
  });
});

test('a storage that is missing, denied or full is survived; any other error is not', () => {
  for (const none of [null, undefined]) {
    vi.stubGlobal('localStorage', none);
    expect(initialPreferences('', ['zh']).language).toBe('zh');
    remember('theme', 'dark');
  }
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied });
  expect(initialPreferences('', ['zh']).language).toBe('zh');
  remember('theme', 'dark');
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new RangeError('a fault of ours');
    },
  });
  expect(() => initialPreferences('', ['en'])).toThrow('a fault of ours');
});
