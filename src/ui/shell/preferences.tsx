// The choice of language and theme.

import { useTranslations } from 'use-intl';
import { LANGUAGES, THEMES, type Theme } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Segmented } from '../kit/segmented.tsx';

/** Paths on a 16x16 grid: half a disc, a sun, a moon. */
const THEME_PATHS: Record<Theme, string> = {
  system: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 3.2v9.6a4.8 4.8 0 0 0 0-9.6z',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3.05 3.05l1.13 1.13M11.82 11.82l1.13 1.13M3.05 12.95l1.13-1.13M11.82 4.18l1.13-1.13',
  dark: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z',
};

function ThemeIcon({ theme }: { theme: Theme }) {
  return (
    <svg className="theme-icon" viewBox="0 0 16 16" aria-hidden="true" data-theme-icon={theme}>
      <path d={THEME_PATHS[theme]} />
    </svg>
  );
}

export function Preferences() {
  const t = useTranslations('app');
  const { commands } = useApp();
  const language = useAppState((state) => state.language);
  const theme = useAppState((state) => state.theme);
  return (
    <div className="preferences">
      <Segmented
        label={t('language')}
        value={language}
        onChange={commands.setLanguage}
        options={LANGUAGES.map((value) => ({
          value,
          lang: value,
          content: <span title={t(`languages.${value}`)}>{t(`languagesShort.${value}`)}</span>,
        }))}
      />
      <Segmented
        label={t('theme')}
        value={theme}
        onChange={commands.setTheme}
        options={THEMES.map((value) => ({
          value,
          content: (
            <span className="theme-option" title={t(`themes.${value}`)}>
              <ThemeIcon theme={value} />
              <span className="visually-hidden">{t(`themes.${value}`)}</span>
            </span>
          ),
        }))}
      />
    </div>
  );
}
