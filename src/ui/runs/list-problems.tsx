// What the list lacks, and why: a change that was not stored, stored runs that can't be read.

import { useTranslations } from 'use-intl';
import type { FinishedRuns } from '../../contract/finished-runs.ts';
import { OWN_RUNS } from '../../contract/run-limits.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';

interface ListProblemsProps {
  list: FinishedRuns;
  /** Before the button that was pressed goes. */
  onDelete: () => void;
}

export function ListProblems({ list: { problem, unreadable }, onDelete }: ListProblemsProps) {
  const t = useTranslations('runs');
  const { commands } = useApp();
  return (
    <>
      {problem && (
        <p className="runs-problem" role="status">
          {t(`problems.${problem.reason}`, { limit: String(OWN_RUNS), detail: problem.detail })}
        </p>
      )}
      {unreadable.length > 0 && (
        <p className="runs-problem">
          {t('unreadable', {
            count: unreadable.length,
            names: unreadable.map(({ name }) => name).join(', '),
          })}{' '}
          <Button
            look="quiet"
            onPress={() => {
              onDelete();
              void commands.changeRuns({ kind: 'delete', runs: unreadable.map(({ id }) => id) });
            }}
          >
            {t('deleteUnreadable', { count: unreadable.length })}
          </Button>
        </p>
      )}
    </>
  );
}
