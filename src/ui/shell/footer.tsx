// The footer: privacy, offline state, sources and licences, and the tour.

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { isFashion } from '../../store/dataset.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';

const datasetLink = (chunks: ReactNode) => (
  <a href="https://github.com/zalandoresearch/fashion-mnist" rel="noreferrer">
    {chunks}
  </a>
);

const noticeLink = (chunks: ReactNode) => <a href={`${import.meta.env.BASE_URL}third-party.txt`}>{chunks}</a>;

export function Footer() {
  const t = useTranslations('app');
  const words = useTranslations('offline');
  const tour = useTranslations('tourOffer');
  const { commands } = useApp();
  const dataset = useAppState((state) => state.dataset);
  const offline = useAppState((state) => state.offline);
  return (
    <footer className="panel note footer">
      <p>{t('privacy')}</p>
      {offline !== 'unknown' && <p>{words(`states.${offline}`)}</p>}
      <p>
        {isFashion(dataset)
          ? t.rich('dataset', { link: datasetLink })
          : t('datasetOwn', { name: dataset.name })}
      </p>
      <p>{t.rich('thirdParty', { link: noticeLink })}</p>
      <Button onPress={commands.startTour}>{tour('start')}</Button>
    </footer>
  );
}
