// Language and theme: from the link, else what was chosen before, else the browser's. And whether the walk through the
// page is done. Remembered in localStorage.

import { LANGUAGES, THEMES, type Language, type Theme } from './state.ts';

const KEYS = { language: 'lenet-language', theme: 'lenet-theme', tour: 'lenet-tour' } as const;

/** localStorage, or nothing where the browser forbids it. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(preference: keyof typeof KEYS, value: string): void {
  try {
    localStorage.setItem(KEYS[preference], value);
  } catch {
    // A private window may refuse: the choice then holds for this visit.
  }
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
  const language = [link.get('lang'), remembered(KEYS.language), ofBrowser].find(isLanguage) ?? 'en';
  const theme = [link.get('theme'), remembered(KEYS.theme)].find(isTheme) ?? 'system';
  const tour = remembered(KEYS.tour) === 'done' ? 'done' : 'offered';
  return { language, theme, tour };
}
