// The tested members as one classifier: the mean of their probabilities, on the test set and for the drawing.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent, formatPoints } from '../../base/format.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import type { SweepState, Vote as VoteResult } from '../../contract/sweep-state.ts';
import { isBusy } from '../../store/state.ts';
import { isSweeping } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { Matrix } from '../kit/matrix/matrix.tsx';
import { useClassNames } from '../use-class-names.ts';
import { useMatrixClasses } from '../use-matrix-classes.tsx';
import { DrawingVote } from './drawing-vote.tsx';
import { isTested, type Member } from './members.ts';
import { mostMixed } from './most-mixed.ts';
import { useRefusalText } from './use-sweep-words.ts';
import './vote.css';

type Counting = { state: 'none' | 'counting' | 'failed' } | { state: 'done'; vote: VoteResult };

/** So many pairs of classes are named. */
const PAIRS = 3;

interface VoteProps {
  plan: SweepPlan;
  members: readonly Member[];
  sweep: SweepState;
}

export function Vote({ plan, members, sweep }: VoteProps) {
  const t = useTranslations('sweep.vote');
  const words = useTranslations('sweep');
  const id = useId();
  const { commands } = useApp();
  const [counting, setCounting] = useState<Counting>({ state: 'none' });
  const running = useAppState((state) => isBusy(state.run.phase));
  const otherData = useAppState((state) => state.dataset.id !== plan.base.data);
  const refusal = useRefusalText();
  const tested = members.flatMap(({ plan: { index }, state }) => (isTested(state) ? [index] : []));
  const fewest = tested.length < 2 ? t('few') : null;
  const reason = running
    ? words('busy')
    : isSweeping(sweep)
      ? t('training')
      : otherData
        ? refusal({ reason: 'other-data', data: plan.base.data })
        : fewest;
  const count = async () => {
    setCounting({ state: 'counting' });
    const vote = await commands.vote(tested);
    setCounting(vote ? { state: 'done', vote } : { state: 'failed' });
  };
  return (
    <section className="sweep-part" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <p className="note">
        {t('lead')} {reason}
      </p>
      <div className="vote-parts">
        <div className="vote-part">
          <div>
            <Button inactive={reason !== null || counting.state === 'counting'} onPress={() => void count()}>
              {t('start', { count: String(tested.length) })}
            </Button>
          </div>
          <div role="status">
            {counting.state === 'counting' && <p>{t('counting')}</p>}
            {counting.state === 'failed' && <p className="sweep-problem">{t('none')}</p>}
            {counting.state === 'done' && <Sentence vote={counting.vote} />}
          </div>
          {counting.state === 'done' && <Confusions vote={counting.vote} />}
        </div>
        <DrawingVote {...{ plan, members, tested }} inactive={reason !== null} />
      </div>
    </section>
  );
}

function Sentence({ vote: { members, accuracy, meanAccuracy } }: { vote: VoteResult }) {
  const t = useTranslations('sweep.vote');
  return (
    <p className="sweep-outcome">
      {t('result', {
        accuracy: formatPercent(accuracy),
        mean: formatPercent(meanAccuracy),
        change: formatPoints(accuracy - meanAccuracy),
        count: members.length,
      })}
    </p>
  );
}

function Confusions({ vote: { confusion } }: { vote: VoteResult }) {
  const t = useTranslations('sweep.vote');
  const classes = useClassNames();
  const matrixClasses = useMatrixClasses();
  const pairs = mostMixed(confusion, PAIRS);
  return (
    <>
      <div className="vote-matrix">
        <Matrix counts={confusion} classes={matrixClasses} note={t('keys')} onOpen={null} />
      </div>
      {pairs.length > 0 && (
        <div>
          <p className="note">{t('mixed')}</p>
          <ul className="vote-pairs">
            {pairs.map(({ truth, predicted, count }) => (
              <li key={`${truth} ${predicted}`}>
                {t('pair', { count, truth: classes.name(truth), predicted: classes.name(predicted) })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
