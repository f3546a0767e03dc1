// The notice about the saved run: what it is, or why it can't be used.

import { useFormatter, useNow, useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import type { SavedRun } from '../../../contract/checkpoint.ts';
import { isSweeping } from '../../../store/sweep.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { Notice } from './notice.tsx';

function SavedRunCard({ run }: { run: SavedRun }) {
  const t = useTranslations('savedRun');
  const presets = useTranslations('run.presets');
  const format = useFormatter();
  const now = useNow();
  const { commands } = useApp();
  // The status of the run says why.
  const sweeping = useAppState((state) => isSweeping(state.sweep));
  const { config, start, epoch, step, totalSteps, testAccuracy, savedAt } = run;
  const preset = start.kind === 'file' ? start.name : presets(config.preset);
  const facts = { preset, time: format.relativeTime(savedAt, now) };
  const place = {
    epoch: String(Math.min(epoch, config.epochs)),
    epochs: String(config.epochs),
    step: formatCount(step),
    steps: formatCount(totalSteps),
  };
  const text =
    testAccuracy === null
      ? t('unfinished', { ...facts, ...place })
      : t('finished', { ...facts, accuracy: formatPercent(testAccuracy) });
  return (
    <Notice
      title={t('title')}
      actions={
        <>
          <Button look="primary" inactive={sweeping} onPress={() => commands.resumeRun()}>
            {testAccuracy === null ? t('resume', { epoch: place.epoch, step: place.step }) : t('show')}
          </Button>
          <Button onPress={commands.deleteSavedRun}>{t('delete')}</Button>
        </>
      }
    >
      {text}
    </Notice>
  );
}

export function SavedRunNotice() {
  const t = useTranslations('savedRun');
  const failures = useTranslations('failure');
  const { commands } = useApp();
  const report = useAppState((state) => state.savedRun);
  switch (report.state) {
    case 'none':
      return null;
    case 'saved':
      return <SavedRunCard run={report.run} />;
    case 'refused': {
      const { problem, detail } = report;
      return (
        <Notice
          title={t('unusable')}
          actions={<Button onPress={commands.deleteSavedRun}>{t('delete')}</Button>}
        >
          {t(problem, { detail })}
        </Notice>
      );
    }
    case 'not-deleted':
      return (
        <Notice
          live
          title={t('notDeleted')}
          actions={<Button onPress={commands.deleteSavedRun}>{t('delete')}</Button>}
        >
          {failures('detail', { message: report.detail })}
        </Notice>
      );
    default:
      return report satisfies never;
  }
}
