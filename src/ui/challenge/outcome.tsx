// The end of the challenge: both scores beside that of people, and every picture with both answers and the truth.

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { formatChallengeLink } from '../../contract/url.ts';
import type { LabelledImages } from '../../store/answers.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { CHALLENGE_IMAGES, rightAnswers } from './challenge-game.ts';

interface OutcomeProps {
  seed: number;
  pictures: LabelledImages;
  answers: readonly number[];
  onAgain: () => void;
}

/** Fashion-MNIST's README: crowd-sourced, 1,000 test pictures, three people each, majority. */
const PEOPLE = 0.835;

export function Outcome({ seed, pictures, answers, onAgain }: OutcomeProps) {
  const t = useTranslations('challenge');
  const { store } = useApp();
  const result = useAppState((state) => state.run.result);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const { indices, labels, pixels } = pictures;
  const model = result && indices.map((place) => result.predicted[place]!);
  const mine = rightAnswers(answers, labels);
  const theirs = model && rightAnswers(model, labels);
  const link = () =>
    `${location.origin}${location.pathname}${formatChallengeLink(store.getState().config, seed)}`;
  const verdict = () => {
    if (theirs === null) return t('verdicts.alone', { count: mine });
    if (mine === theirs) return t('verdicts.level');
    return t(mine > theirs ? 'verdicts.ahead' : 'verdicts.behind', { count: Math.abs(mine - theirs) });
  };
  return (
    <>
      <h3 className="challenge-outcome-title" ref={title} tabIndex={-1}>
        {t('outcome')}
      </h3>
      <p>{verdict()}</p>
      <dl className="challenge-scores">
        <Score name={t('you')} right={mine} />
        <Score name={t('model')} right={theirs} />
        <div>
          <dt className="note">{t('people')}</dt>
          <dd>{formatPercent(PEOPLE, 1)}</dd>
        </div>
      </dl>
      <p className="note challenge-note">{t('peopleNote')}</p>
      <div className="challenge-actions">
        <CopyButton text={link} copied={t('copied')} failed={t('copyFailed')}>
          {t('copyLink')}
        </CopyButton>
        <Button onPress={onAgain}>{t('again')}</Button>
      </div>
      <ol className="challenge-list">
        {answers.map((answer, k) => (
          <Answered
            key={indices[k]}
            number={k + 1}
            pixels={pixels.subarray(k * IMAGE_PIXELS, (k + 1) * IMAGE_PIXELS)}
            truth={labels[k]!}
            mine={answer}
            model={model ? model[k]! : null}
          />
        ))}
      </ol>
    </>
  );
}

function Score({ name, right }: { name: string; right: number | null }) {
  const t = useTranslations('challenge');
  return (
    <div>
      <dt className="note">{name}</dt>
      {right === null ? (
        <dd className="challenge-no-score">{t('noScore')}</dd>
      ) : (
        <dd>
          {formatPercent(right / CHALLENGE_IMAGES, 0)}{' '}
          <span className="note">{t('score', { correct: right, count: CHALLENGE_IMAGES })}</span>
        </dd>
      )}
    </div>
  );
}

interface AnsweredProps {
  number: number;
  pixels: Uint8Array;
  truth: number;
  mine: number;
  model: number | null;
}

function Answered({ number, pixels, truth, mine, model }: AnsweredProps) {
  const t = useTranslations('challenge');
  const className = useTranslations('classes');
  const name = (label: number) => className(CLASS_KEYS[label]!);
  const answer = (who: string, label: number) => (
    <>
      <dt>{who}</dt>
      <dd>
        {name(label)}{' '}
        <span className={label === truth ? 'note' : 'challenge-wrong'}>
          {label === truth ? `✓ ${t('correct')}` : `✗ ${t('incorrect')}`}
        </span>
      </dd>
    </>
  );
  return (
    <li>
      <GreyImage pixels={pixels} name={t('answered', { number, truth: name(truth) })} />
      <dl className="challenge-labels">
        {answer(t('you'), mine)}
        {model !== null && answer(t('model'), model)}
        <dt>{t('truth')}</dt>
        <dd>{name(truth)}</dd>
      </dl>
    </li>
  );
}
