// Notices about runs: the saved run, a run in another tab, a recovered run, and a run that is not being saved.

import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import type { OtherTabRun } from '../../../contract/messages.ts';
import { isBusy } from '../../../store/state.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { Notice } from './notice.tsx';
import { SavedRunNotice } from './saved-run-notice.tsx';

interface OtherTabNoticeProps {
  run: OtherTabRun;
  /** In place of those of a tab. */
  words?: { title: string; takeOver: string; note: string };
}

export function OtherTabNotice({ run, words }: OtherTabNoticeProps) {
  const t = useTranslations('otherTab');
  const { commands } = useApp();
  const { epoch, epochs, step, totalSteps, accuracy, sweep } = run;
  if (sweep) {
    return (
      <Notice title={words?.title ?? t('title')} actions={null}>
        {t('sweep', { ended: formatCount(sweep.ended), count: sweep.count })}
      </Notice>
    );
  }
  const text = t('text', {
    epoch: String(epoch),
    epochs: String(epochs),
    step: formatCount(step),
    steps: formatCount(totalSteps),
    accuracy: accuracy === null ? 'none' : formatPercent(accuracy),
  });
  return (
    <Notice
      title={words?.title ?? t('title')}
      actions={
        <Button look="primary" onPress={commands.takeOver}>
          {words?.takeOver ?? t('takeOver')}
        </Button>
      }
    >
      {text} {words?.note ?? t('note')}
    </Notice>
  );
}

export function RecoveryNotice() {
  const t = useTranslations('recovery');
  const failures = useTranslations('failure');
  const { commands } = useApp();
  const recovery = useAppState((state) => state.recovery);
  if (!recovery) return null;
  const { lost, atStep, fromStep, times, message } = recovery;
  const sentences = [
    t(`lost.${lost}`, { at: formatCount(atStep) }),
    t('resumed', { saved: fromStep === 0 ? 'no' : 'yes', step: formatCount(fromStep) }),
    t('times', { times }),
  ];
  return (
    <Notice
      live
      title={t('title')}
      actions={<Button onPress={commands.dismissRecovery}>{t('dismiss')}</Button>}
    >
      {sentences.join(' ')} {message !== '' && failures('detail', { message })}
    </Notice>
  );
}

export function NotSavedNotice() {
  const t = useTranslations('saving.not-saved');
  const { commands } = useApp();
  const saving = useAppState((state) => state.saving);
  const hasWeights = useAppState((state) => state.run.epochs.length > 0);
  if (saving?.state !== 'not-saved') return null;
  const download = async () => {
    const file = await commands.exportBest();
    if (file) saveFile(file.name, file.bytes);
  };
  return (
    <Notice
      live
      title={t('title')}
      actions={hasWeights && <Button onPress={() => void download()}>{t('download')}</Button>}
    >
      {t(saving.reason, { detail: saving.detail })} {t('what')}
    </Notice>
  );
}

export function RunNotices() {
  const otherTabRun = useAppState((state) => state.otherTab);
  const busy = useAppState((state) => isBusy(state.run.phase));
  return (
    <>
      <RecoveryNotice />
      <NotSavedNotice />
      {!busy && (otherTabRun ? <OtherTabNotice run={otherTabRun} /> : <SavedRunNotice />)}
    </>
  );
}
