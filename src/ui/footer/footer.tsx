// The foot of the page: what stays here, and where the pictures are from.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

const datasetLink = (chunks: ReactNode) => (
  <a href="https://github.com/zalandoresearch/fashion-mnist" rel="noreferrer">
    {chunks}
  </a>
);

export function Footer() {
  const t = useTranslations('app');
  return (
    <footer className="panel note">
      <p>{t('privacy')}</p>
      <p>{t.rich('dataset', { link: datasetLink })}</p>
    </footer>
  );
}
