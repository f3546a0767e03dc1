// What the vote and each of its members say of the drawing.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import type { DrawingVote as DrawingAnswer } from '../../contract/sweep-state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { ClassName } from '../class-name.tsx';
import { Button } from '../kit/button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useClassNames } from '../use-class-names.ts';
import { answered, type DrawingRequest } from './drawing-request.ts';
import type { Member } from './members.ts';
import { useMemberName } from './use-sweep-words.ts';

interface DrawingVoteProps {
  plan: SweepPlan;
  members: readonly Member[];
  /** Indices of the tested members. */
  tested: readonly number[];
  inactive: boolean;
}

/** The most probable class; the first of equals. */
const topOf = (probabilities: Float32Array) => probabilities.indexOf(Math.max(...probabilities));

export function DrawingVote({ plan, members, tested, inactive }: DrawingVoteProps) {
  const t = useTranslations('sweep.vote.drawing');
  const id = useId();
  const { commands } = useApp();
  const pixels = useAppState((state) => state.drawing.pixels);
  const lines = useAppState((state) => state.drawing.lines);
  const [request, setRequest] = useState<DrawingRequest | null>(null);
  // An answer about another drawing is not shown.
  const shown = request?.pixels === pixels ? request : null;
  const ask = async () => {
    if (!pixels) return;
    setRequest({ pixels, state: 'counting' });
    const answer = await commands.voteOnDrawing(tested, { pixels, lines });
    setRequest((current) => answered(current, pixels, answer));
  };
  return (
    <section className="vote-part" aria-labelledby={id}>
      <h4 className="vote-title" id={id}>
        {t('title')}
      </h4>
      {pixels ? (
        <div className="vote-drawing">
          <GreyImage pixels={pixels} name={t('image')} />
          <Button inactive={inactive || shown?.state === 'counting'} onPress={() => void ask()}>
            {t('start', { count: String(tested.length) })}
          </Button>
        </div>
      ) : (
        <p className="note">{t('empty')}</p>
      )}
      <div role="status">
        {shown?.state === 'counting' && <p>{t('counting')}</p>}
        {shown?.state === 'failed' && <p className="sweep-problem">{t('none')}</p>}
        {shown?.state === 'done' && <Sentence answer={shown.answer} />}
      </div>
      {shown?.state === 'done' && <Answers {...{ plan, members }} answer={shown.answer} />}
    </section>
  );
}

function Sentence({ answer: { mean, members } }: { answer: DrawingAnswer }) {
  const t = useTranslations('sweep.vote.drawing');
  const classes = useClassNames();
  const top = topOf(mean);
  const agreeing = members.filter(({ probabilities }) => topOf(probabilities) === top).length;
  return (
    <p className="sweep-outcome">
      {t('result', {
        name: classes.name(top),
        probability: formatPercent(mean[top]!, 1),
        agreeing: String(agreeing),
        count: members.length,
      })}
    </p>
  );
}

interface AnswersProps extends Pick<DrawingVoteProps, 'plan' | 'members'> {
  answer: DrawingAnswer;
}

function Answers({ plan, members, answer }: AnswersProps) {
  const t = useTranslations('sweep.vote.drawing');
  const id = useId();
  const name = useMemberName(plan);
  return (
    <ScrollRegion className="table-scroll vote-answers" label={t('answers')}>
      <table className="table sweep-table" aria-labelledby={id}>
        <caption className="visually-hidden" id={id}>
          {t('answers')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('network')}</th>
            <th scope="col">{t('answer')}</th>
            <th scope="col">{t('probability')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.members.map(({ member, probabilities }) => {
            const top = topOf(probabilities);
            const known = members.find(({ plan: { index } }) => index === member);
            return (
              <tr key={member}>
                <th scope="row">{known && name(known.plan)}</th>
                <td>
                  <ClassName label={top} />
                </td>
                <td>{formatPercent(probabilities[top]!, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
