// The document's title: the view, and the progress of the run.

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { VIEWS } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';

export function useDocumentTitle(): void {
  const t = useTranslations('app');
  const views = useTranslations('views');
  const view = useAppState((state) => state.view);
  // In whole percent: it changes at most a hundred times a run.
  const percent = useAppState(({ run }) =>
    run.plan && isBusy(run.phase) ? Math.floor((100 * run.step) / run.plan.totalSteps) : null,
  );
  const title = t('title');
  const ofView = view === VIEWS[0] ? t('documentTitle') : `${views(view)} · ${title}`;
  const shown = percent === null ? ofView : `${percent}% · ${title}`;
  useEffect(() => {
    document.title = shown;
  }, [shown]);
}
