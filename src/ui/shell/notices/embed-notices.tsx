// Notices of the embedded page in its own words: a run that is not saved, a run of another frame, and an unreadable origin.

import { useTranslations } from 'use-intl';
import { SHOWN_LENGTH } from '../../../contract/url.ts';
import { isBusy } from '../../../store/state.ts';
import { useAppState } from '../../app-context.tsx';
import { NotSavedNotice, OtherTabNotice } from './run-notices.tsx';
import { SavedRunNotice } from './saved-run-notice.tsx';
import './notices.css';

interface EmbedNoticesProps {
  unreadableOrigin: string | null;
}

export function EmbedNotices({ unreadableOrigin }: EmbedNoticesProps) {
  const t = useTranslations('embed');
  const saving = useAppState((state) => state.saving);
  const other = useAppState((state) => state.otherTab);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const hasNoStorage = saving?.state === 'not-saved' && saving.reason === 'unavailable';
  // The frames of a site are to each other what tabs of the page are.
  const words = { title: t('other.title'), takeOver: t('other.takeOver'), note: t('other.note') };
  return (
    <>
      {hasNoStorage ? (
        <p className="notice" role="status">
          {t('notSaved')}
        </p>
      ) : (
        <NotSavedNotice />
      )}
      {!busy && (other ? <OtherTabNotice run={other} words={words} /> : <SavedRunNotice />)}
      {unreadableOrigin !== null && (
        <p className="notice">{t('unreadableOrigin', { value: unreadableOrigin.slice(0, SHOWN_LENGTH) })}</p>
      )}
    </>
  );
}
