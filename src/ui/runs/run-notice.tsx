// What the newest action on the list did, and what was deleted last.

import { useTranslations } from 'use-intl';
import type { RefusedRunFile } from '../../contract/finished-runs.ts';
import { Button } from '../kit/button.tsx';

export type Notice =
  | { kind: 'imported'; count: number; refused: readonly RefusedRunFile[] }
  | { kind: 'notRead' | 'loaded' | 'notLoaded'; name: string }
  | { kind: 'otherData'; name: string; data: string }
  | { kind: 'busy' };

/** So many refused files are named. */
const NAMED_FILES = 12;

interface RunNoticeProps {
  notice: Notice | null;
  /** So many runs can be brought back. */
  deleted: number;
  onUndo: () => void;
}

/** A later notice leaves the button that brings runs back. */
export function RunNotice({ notice, deleted, onUndo }: RunNoticeProps) {
  const t = useTranslations('runs');
  return (
    <>
      <div className="runs-notice" role="status">
        {deleted > 0 && (
          <p>
            {t('deleted', { count: deleted })}{' '}
            <Button look="quiet" onPress={onUndo}>
              {t('undo')}
            </Button>
          </p>
        )}
      </div>
      <div className="runs-notice" role="status">
        {notice && <NoticeText notice={notice} />}
      </div>
    </>
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  const t = useTranslations('runs');
  switch (notice.kind) {
    case 'imported':
      return (
        <>
          <p>{t('importedCount', { count: notice.count })}</p>
          <RefusedFiles refused={notice.refused} />
        </>
      );
    case 'otherData':
      return <p>{t('otherData', { name: notice.name, data: notice.data })}</p>;
    case 'busy':
      return <p>{t('busy')}</p>;
    case 'notRead':
    case 'loaded':
    case 'notLoaded':
      return <p>{t(notice.kind, { name: notice.name })}</p>;
    default:
      return notice satisfies never;
  }
}

function RefusedFiles({ refused }: { refused: readonly RefusedRunFile[] }) {
  const t = useTranslations('runs');
  if (refused.length === 0) return null;
  return (
    <div className="runs-refused">
      <p>{t('refused', { count: refused.length })}</p>
      <ul>
        {refused.slice(0, NAMED_FILES).map(({ file, refusal }) => (
          <li key={file}>
            {t('refusedFile', { file, reason: t(`refusals.${refusal.reason}`, { detail: refusal.detail }) })}
          </li>
        ))}
        {refused.length > NAMED_FILES && <li>{t('moreRefused', { count: refused.length - NAMED_FILES })}</li>}
      </ul>
    </div>
  );
}
