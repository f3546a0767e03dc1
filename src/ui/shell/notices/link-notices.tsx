// The settings of the link that were ignored or changed, until dismissed.

import { useTranslations } from 'use-intl';
import type { LinkNotice } from '../../../contract/url.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import './notices.css';

function useNoticeSentence(): (notice: LinkNotice) => string {
  const t = useTranslations('linkNotices');
  return (notice) => {
    switch (notice.kind) {
      case 'unknown-key':
        return t('unknownKey', { key: notice.key });
      case 'unreadable':
      case 'clamped': {
        const { key, value, used } = notice;
        return t(notice.kind, { key, value, used });
      }
      default:
        return notice satisfies never;
    }
  };
}

export function LinkNotices() {
  const t = useTranslations('linkNotices');
  const sentence = useNoticeSentence();
  const { commands } = useApp();
  const notices = useAppState((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="notices-title">
      <div>
        <h2 className="notice-title" id="notices-title">
          {t('title')}
        </h2>
        <ul>
          {notices.map((notice) => (
            <li key={notice.key}>{sentence(notice)}</li>
          ))}
        </ul>
      </div>
      <div className="notice-actions">
        <Button onPress={commands.dismissNotices}>{t('dismiss')}</Button>
      </div>
    </section>
  );
}
