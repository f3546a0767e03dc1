// The header: title, introduction, and the preferences.

import { useTranslations } from 'use-intl';
import { Preferences } from './preferences.tsx';
import './header.css';

export function Header() {
  const t = useTranslations('app');
  return (
    <header className="header">
      <div>
        <h1 className="header-title">{t('title')}</h1>
        <p className="header-lead">{t('lead')}</p>
      </div>
      <Preferences />
    </header>
  );
}
