// The parts of the link's sweep that were ignored or changed, until dismissed.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { SweepNotice } from '../../contract/sweep-link.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';

export function LinkedNotices() {
  const t = useTranslations('sweep');
  const id = useId();
  const { commands } = useApp();
  const notices = useAppState((state) => state.sweepNotices);
  if (notices.length === 0) return null;
  const sentence = (notice: SweepNotice) =>
    notice.kind === 'clamped'
      ? t('notice.clamped', { value: notice.value, used: notice.used })
      : t(`notice.${notice.kind}`, { value: notice.value });
  return (
    <section className="sweep-problem" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('notices')}
      </h3>
      <ul>
        {notices.map((notice) => (
          <li key={sentence(notice)}>{sentence(notice)}</li>
        ))}
      </ul>
      <Button onPress={commands.dismissSweepNotices}>{t('dismiss')}</Button>
    </section>
  );
}
