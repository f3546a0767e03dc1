// Where the sweep stands, its buttons, and its best member or the spread of its seeds.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../base/format.ts';
import type { SweepState } from '../../contract/sweep-state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { isBusy } from '../../store/state.ts';
import { Button } from '../kit/button.tsx';
import { ProgressRow } from '../kit/progress-row.tsx';
import { useDuration } from '../kit/use-duration.ts';
import { bestMember, hasEnded, isTested, progressOf, spreadOf, type Member } from './members.ts';
import { useEngineText, useMemberName } from './use-sweep-words.ts';

interface SweepProgressProps {
  sweep: SweepState;
  members: readonly Member[];
  /** After the sweep was deleted with its buttons. */
  onClear: () => void;
}

export function SweepProgress({ sweep, members, onClear }: SweepProgressProps) {
  const t = useTranslations('sweep.progress');
  const id = useId();
  const duration = useDuration();
  const engineText = useEngineText(sweep.plan.base);
  const { phase, synthetic, secondsLeft, imagesPerSecond, device, engineRefusal, notSaved } = sweep;
  // Storage has an older state of it, or none.
  const shown = phase === 'saved' && notSaved ? 'interrupted' : phase;
  // In a sweep that has ended every member has.
  const counted = phase === 'ended' ? 'tested' : 'done';
  const done = members.filter(({ state }) => (counted === 'tested' ? isTested : hasEnded)(state)).length;
  const fraction = phase === 'ended' ? 1 : progressOf(members);
  const text = [
    formatPercent(fraction, 0),
    ...(synthetic
      ? [
          t('synthetic', {
            done: formatCount(synthetic.done),
            total: formatCount(synthetic.total),
            duration: duration(synthetic.secondsLeft),
          }),
        ]
      : []),
    ...(phase === 'training' && secondsLeft !== null ? [t('left', { duration: duration(secondsLeft) })] : []),
    ...(phase === 'training' && imagesPerSecond !== null
      ? [t('speed', { count: Math.round(imagesPerSecond) })]
      : []),
    ...(device ? [device.kind === 'cpu' ? t('threads', device) : t('gpu', device)] : []),
  ].join(' · ');
  return (
    <section className="sweep-progress" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <Controls phase={phase} onClear={onClear} />
      <div role="status">
        <p>
          <strong>{t(`phases.${shown}`)}</strong> {t(counted, { done: String(done), count: members.length })}
        </p>
        {shown === 'saved' && <p>{t('saved')}</p>}
      </div>
      {phase !== 'ended' && <ProgressRow name={t('bar')} fraction={fraction} text={text} />}
      {engineRefusal && <p className="note">{engineText(engineRefusal)}</p>}
      {notSaved && (
        <p className="sweep-problem" role="status">
          {t(`notSaved.${notSaved.reason}`, { detail: notSaved.detail })}
        </p>
      )}
      <Outcome sweep={sweep} members={members} />
    </section>
  );
}

/** The seeds of one configuration have a spread, other members a best one. */
function Outcome({ sweep: { plan }, members }: Pick<SweepProgressProps, 'sweep' | 'members'>) {
  const t = useTranslations('sweep.progress');
  const name = useMemberName(plan);
  const seeds = plan.kind === 'axes' && plan.axes.length === 1 && plan.axes[0]!.field === 'seed';
  const spread = seeds ? spreadOf(members) : null;
  if (spread) {
    const { measure, count, mean, least, most } = spread;
    return (
      <p className="sweep-outcome">
        {t(`spread.${measure}`, {
          count,
          mean: formatPercent(mean),
          least: formatPercent(least),
          most: formatPercent(most),
        })}
      </p>
    );
  }
  const best = bestMember(members);
  if (!best) return null;
  const accuracy = formatPercent(best.state.best!.validationAccuracy);
  return <p className="sweep-outcome">{t('best', { name: name(best.plan), accuracy })}</p>;
}

function Controls({ phase, onClear }: { phase: SweepState['phase']; onClear: () => void }) {
  const t = useTranslations('sweep.progress');
  const { commands } = useApp();
  const running = useAppState((state) => isBusy(state.run.phase));
  const active = phase === 'training' || phase === 'preparing';
  return (
    <div className="sweep-buttons">
      {active ? (
        <Button inactive={phase === 'preparing'} onPress={commands.pauseSweep}>
          {t('pause')}
        </Button>
      ) : (
        phase !== 'ended' && (
          <Button look="primary" inactive={running} onPress={commands.resumeSweep}>
            {t('resume')}
          </Button>
        )
      )}
      {(active || phase === 'paused') && <Button onPress={commands.stopSweep}>{t('stop')}</Button>}
      <Button
        look="quiet"
        onPress={() => {
          commands.clearSweep();
          onClear();
        }}
      >
        {t('clear')}
      </Button>
    </div>
  );
}
