// Progress of the run: the data in bytes, the training in steps, the scoring in images.

import { useTranslations } from 'use-intl';
import { formatBytes, formatCount, formatShort } from '../../base/format.ts';
import { isBusy, type AppState, type RunState } from '../../store/state.ts';
import { useAppState } from '../app-context.tsx';
import { ProgressRow } from '../kit/progress-row.tsx';
import { useNarrow } from '../kit/use-narrow.ts';
import { useDuration } from '../kit/use-duration.ts';
import { useOwnName } from './preset-choice.tsx';

/** The epoch that step `step` + 1 belongs to, from 1. */
function epochAt(run: RunState): number {
  if (!run.plan) return 0;
  return Math.min(run.plan.config.epochs, Math.floor(run.step / run.plan.stepsPerEpoch) + 1);
}

function DataRow() {
  const t = useTranslations('run');
  const duration = useDuration();
  const data = useAppState((state) => state.data);
  switch (data.state) {
    case 'idle':
      return <ProgressRow name={t('data')} fraction={0} text={t('dataIdle')} />;
    case 'ready': {
      const text = t(data.fromCache ? 'dataCached' : 'dataReady', { total: formatBytes(data.total) });
      return <ProgressRow name={t('data')} fraction={1} text={text} />;
    }
    case 'loading': {
      const { received, total, secondsLeft } = data;
      const sizes = { received: formatBytes(received), total: formatBytes(total) };
      const text =
        secondsLeft === null
          ? t('dataLoading', sizes)
          : t('dataLoadingLeft', { ...sizes, time: duration(secondsLeft) });
      return <ProgressRow name={t('data')} fraction={total > 0 ? received / total : 0} text={text} />;
    }
    case 'missing':
      return <ProgressRow name={t('data')} fraction={0} text={t('dataMissing')} />;
    default:
      return data satisfies never;
  }
}

function TrainingRow() {
  const t = useTranslations('run');
  const duration = useDuration();
  const run = useAppState((state) => state.run);
  const { plan, live, syntheticProgress } = run;
  const own = useOwnName();
  // Without the learning rate in its place the speed's line has the name.
  const named = useNarrow() && own !== null && isBusy(run.phase);
  if (syntheticProgress) {
    const { done, total, secondsLeft } = syntheticProgress;
    const counts = { done: formatCount(done), total: formatCount(total), time: duration(secondsLeft) };
    return <ProgressRow name={t('training')} fraction={done / total} text={t('synthetic', counts)} />;
  }
  if (!plan) return <ProgressRow name={t('training')} fraction={0} text={t('trainingIdle')} />;
  const place = { epoch: String(epochAt(run)), epochs: String(plan.config.epochs) };
  const steps = { step: formatCount(run.step), steps: formatCount(plan.totalSteps) };
  const spoken = live
    ? t('trainingText', {
        ...place,
        ...steps,
        milliseconds: formatShort(live.millisecondsPerStep),
        images: Math.round(live.imagesPerSecond),
        time: live.secondsLeft === null ? t('none') : duration(live.secondsLeft),
      })
    : t('trainingTextBare', { ...place, ...steps });
  const fraction = run.step / plan.totalSteps;
  return (
    <ProgressRow
      name={named ? t('trainingOn', { name: own }) : t('training')}
      fraction={fraction}
      text={t('trainingShort', place)}
      spoken={spoken}
    />
  );
}

function ScoringRow() {
  const t = useTranslations('run');
  const scoring = useAppState((state) => state.run.scoring);
  const final = useAppState((state) => state.run.phase === 'testing' || state.run.result !== null);
  const tested = useAppState((state) => state.run.result?.total ?? 0);
  const { done, total } = scoring ?? { done: tested, total: tested };
  const text = total > 0 ? t('scoringText', { done: formatCount(done), total }) : t('scoringIdle');
  return (
    <ProgressRow
      name={t(final ? 'finalTest' : 'validation')}
      fraction={total > 0 ? done / total : 0}
      text={text}
    />
  );
}

type Row = 'data' | 'training' | 'scoring';

/** The row that moves now; none where nothing does. */
function currentRow({ run, data }: AppState): Row | null {
  if (data.state === 'loading') return 'data';
  if (run.phase === 'testing') return 'scoring';
  return run.plan && run.phase !== 'failed' ? 'training' : null;
}

/** `short`: of the three rows only the one that moves now can be seen. */
export function RunProgress({ short }: { short: boolean }) {
  const current = useAppState(currentRow);
  return (
    <div className="run-progress" data-row={short ? (current ?? 'none') : undefined}>
      <DataRow />
      <TrainingRow />
      <ScoringRow />
    </div>
  );
}
