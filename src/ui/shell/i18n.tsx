// Provides the messages of the chosen language, and sets the document's language and theme.

import { useEffect, useMemo, type ReactNode } from 'react';
import { IntlProvider, type Messages } from 'use-intl';
import type { Language } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import type { en } from '../messages/en.ts';
import { FIRST } from '../messages/first.ts';
import { useLaterMessages } from './later-messages.ts';

// Keys and arguments of every message are checked against the English catalogue.
declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}

const LANGUAGE_TAGS: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

export function Localized({ children }: { children: ReactNode }) {
  const language = useAppState((state) => state.language);
  const theme = useAppState((state) => state.theme);
  const later = useLaterMessages();
  const messages = useMemo(() => ({ ...FIRST[language], ...later?.[language] }), [language, later]);

  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language];
  }, [language]);

  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    // The message types are the English literals, which carry the types of the arguments. All catalogues have the same ones.
    // A view that needs later messages is shown after they are loaded.
    <IntlProvider locale={language} messages={messages as Messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
