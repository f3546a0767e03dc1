// What the newest action on the list did.

import { useTranslations } from 'use-intl';
import type { RefusedRunFile } from '../../contract/finished-runs.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';

export type Notice =
  | { kind: 'deleted'; count: number }
  | { kind: 'imported'; count: number; refused: readonly RefusedRunFile[] }
  | { kind: 'notRead' | 'loaded' | 'notLoaded'; name: string }
  | { kind: 'otherData'; name: string; data: string }
  | { kind: 'busy' };

/** So many refused files are named. */
const NAMED_FILES = 12;

interface RunNoticeProps {
  notice: Notice | null;
  onUndone: () => void;
}

export function RunNotice({ notice, onUndone }: RunNoticeProps) {
  return (
    <div className="runs-notice" role="status">
      {notice && <NoticeText notice={notice} onUndone={onUndone} />}
    </div>
  );
}

function NoticeText({ notice, onUndone }: { notice: Notice; onUndone: () => void }) {
  const t = useTranslations('runs');
  const { commands } = useApp();
  switch (notice.kind) {
    case 'deleted':
      return (
        <p>
          {t('deleted', { count: notice.count })}{' '}
          <Button
            look="quiet"
            onPress={() => {
              void commands.changeRuns({ kind: 'undelete' });
              onUndone();
            }}
          >
            {t('undo')}
          </Button>
        </p>
      );
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
