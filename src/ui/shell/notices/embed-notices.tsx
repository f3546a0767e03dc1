// Notices of the embedded page alone: a run that is not kept, and an address whose origin is none.

import { useTranslations } from 'use-intl';
import { SHOWN_LENGTH } from '../../../contract/url.ts';
import { useAppState } from '../../app-context.tsx';
import { NotSavedNotice } from './run-notices.tsx';
import './notices.css';

interface EmbedNoticesProps {
  unreadableOrigin: string | null;
}

export function EmbedNotices({ unreadableOrigin }: EmbedNoticesProps) {
  const t = useTranslations('embed');
  const saving = useAppState((state) => state.saving);
  const hasNoStorage = saving?.state === 'not-saved' && saving.reason === 'unavailable';
  return (
    <>
      {hasNoStorage ? (
        <p className="notice" role="status">
          {t('notKept')}
        </p>
      ) : (
        <NotSavedNotice />
      )}
      {unreadableOrigin !== null && (
        <p className="notice">{t('unreadableOrigin', { value: unreadableOrigin.slice(0, SHOWN_LENGTH) })}</p>
      )}
    </>
  );
}
