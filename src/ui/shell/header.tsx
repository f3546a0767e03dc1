// The header: title, links to the views, and the preferences.

import { useTranslations } from 'use-intl';
import { Navigation } from './navigation.tsx';
import { Preferences } from './preferences.tsx';
import './header.css';

export function Header() {
  const t = useTranslations('app');
  return (
    <header className="header">
      <h1 className="header-title">{t('title')}</h1>
      <Navigation />
      <Preferences />
    </header>
  );
}
