// Provides the messages of the chosen language, and sets the document's language, title and theme.

import { useEffect, type ReactNode } from 'react';
import { IntlProvider, type Messages } from 'use-intl';
import { isBusy, type Language } from '../../store/state.ts';
import { VIEWS } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';
import type { Catalogue } from '../messages/catalogue.ts';
import { en } from '../messages/en.ts';
import { zh } from '../messages/zh.ts';

// Keys and arguments of every message are checked against the English catalogue.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}

const CATALOGUES: Record<Language, Catalogue> = { en, zh };
const LANGUAGE_TAGS: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

export function Localized({ children }: { children: ReactNode }) {
  const language = useAppState((state) => state.language);
  const theme = useAppState((state) => state.theme);
  const catalogue = CATALOGUES[language];

  // In whole percent: it changes at most a hundred times a run.
  const percent = useAppState(({ run }) =>
    run.plan && isBusy(run.phase) ? Math.floor((100 * run.step) / run.plan.totalSteps) : null,
  );

  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language];
  }, [language]);

  const view = useAppState((state) => state.view);
  useEffect(() => {
    const { documentTitle, title } = catalogue.app;
    const ofView = view === VIEWS[0] ? documentTitle : `${catalogue.views[view]} · ${title}`;
    document.title = percent === null ? ofView : `${percent}% · ${title}`;
  }, [catalogue, percent, view]);

  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    // The message types are the English literals, which carry the types of the arguments. All catalogues have the same ones.
    <IntlProvider locale={language} messages={catalogue as Messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
