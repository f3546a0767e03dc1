// Language, theme, and whether the tour was seen: from the link, else from the last visit, else from the browser. Stored in
// localStorage, under keys that stay the same.

import { LANGUAGES, THEMES, type Language, type Theme } from './state.ts';

const KEYS = { language: 'lenet-language', theme: 'lenet-theme', tour: 'lenet-tour' } as const;

/** What `work` gives with localStorage; null if the browser has none, denies it, or it is full. */
function withStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    const { localStorage } = globalThis as { localStorage?: Storage | null };
    return localStorage ? work(localStorage) : null;
  } catch (error) {
    // The preference then holds for this visit alone.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

const recall = (preference: keyof typeof KEYS) => withStorage((storage) => storage.getItem(KEYS[preference]));

export function remember(preference: keyof typeof KEYS, value: string): void {
  withStorage((storage) => storage.setItem(KEYS[preference], value));
}

export function initialPreferences(
  search: string,
  browserLanguages: readonly string[],
): { language: Language; theme: Theme; tour: 'offered' | 'done' } {
  const link = new URLSearchParams(search);
  const isLanguage = (text: string | null): text is Language =>
    (LANGUAGES as readonly (string | null)[]).includes(text);
  const isTheme = (text: string | null): text is Theme =>
    (THEMES as readonly (string | null)[]).includes(text);
  const ofBrowser =
    browserLanguages
      .find((tag) => /^(zh|en)\b/i.test(tag))
      ?.slice(0, 2)
      .toLowerCase() ?? 'en';
  const language = [link.get('lang'), recall('language'), ofBrowser].find(isLanguage) ?? 'en';
  const theme = [link.get('theme'), recall('theme')].find(isTheme) ?? 'system';
  const tour = recall('tour') === 'done' ? 'done' : 'offered';
  return { language, theme, tour };
}
