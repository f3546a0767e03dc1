// The end of the challenge: the scores of person, network and crowd, and every image with both answers and its label.

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { formatPercent } from '../../base/format.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import { formatChallengeLink } from '../../contract/url.ts';
import type { LabelledImages } from '../../store/answers.ts';
import { pageAddress } from '../../store/page-address.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { ClassName } from '../class-name.tsx';
import { useClassNames, useIsFashion } from '../use-class-names.ts';
import { countCorrect } from './challenge-game.ts';

interface OutcomeProps {
  seed: number;
  images: LabelledImages;
  answers: readonly number[];
  onAgain: () => void;
}

/** Human accuracy from Fashion-MNIST's README: crowd-sourced, 1,000 test images, the majority of three people each. */
const HUMAN_ACCURACY = 0.835;

export function Outcome({ seed, images, answers, onAgain }: OutcomeProps) {
  const t = useTranslations('challenge');
  const { store } = useApp();
  const fashion = useIsFashion();
  const result = useAppState((state) => state.run.result);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const { indices, labels, pixels } = images;
  const count = indices.length;
  const model = result && indices.map((place) => result.predicted[place]!);
  const ownCorrect = countCorrect(answers, labels);
  const modelCorrect = model && countCorrect(model, labels);
  const link = () => `${pageAddress()}${formatChallengeLink(store.getState().config, seed)}`;
  const verdict = () => {
    if (modelCorrect === null) return t('verdicts.alone', { count: ownCorrect });
    if (ownCorrect === modelCorrect) return t('verdicts.level');
    return t(ownCorrect > modelCorrect ? 'verdicts.ahead' : 'verdicts.behind', {
      count: Math.abs(ownCorrect - modelCorrect),
    });
  };
  return (
    <>
      <h3 className="challenge-outcome-title" ref={title} tabIndex={-1}>
        {t('outcome')}
      </h3>
      <p>{verdict()}</p>
      <dl className="challenge-scores">
        <Score name={t('you')} correct={ownCorrect} count={count} />
        <Score name={t('model')} correct={modelCorrect} count={count} />
        {fashion && (
          <div>
            <dt className="note">{t('people')}</dt>
            <dd>{formatPercent(HUMAN_ACCURACY, 1)}</dd>
          </div>
        )}
      </dl>
      <p className="note challenge-note">{t(fashion ? 'peopleNote' : 'ownData')}</p>
      <div className="challenge-actions">
        {fashion && (
          <CopyButton text={link} copied={t('copied')} failed={t('copyFailed')}>
            {t('copyLink', { count })}
          </CopyButton>
        )}
        <Button onPress={onAgain}>{t('again')}</Button>
      </div>
      <ol className="challenge-list">
        {answers.map((answer, k) => (
          <Answered
            key={indices[k]}
            number={k + 1}
            pixels={pixels.subarray(k * IMAGE_PIXELS, (k + 1) * IMAGE_PIXELS)}
            truth={labels[k]!}
            own={answer}
            model={model ? model[k]! : null}
          />
        ))}
      </ol>
    </>
  );
}

function Score({ name, correct, count }: { name: string; correct: number | null; count: number }) {
  const t = useTranslations('challenge');
  return (
    <div>
      <dt className="note">{name}</dt>
      {correct === null ? (
        <dd className="challenge-no-score">{t('noScore')}</dd>
      ) : (
        <dd>
          {formatPercent(correct / count, 0)} <span className="note">{t('score', { correct, count })}</span>
        </dd>
      )}
    </div>
  );
}

interface AnsweredProps {
  number: number;
  pixels: Uint8Array;
  truth: number;
  own: number;
  model: number | null;
}

function Answered({ number, pixels, truth, own, model }: AnsweredProps) {
  const t = useTranslations('challenge');
  const { name } = useClassNames();
  const answer = (who: string, label: number) => (
    <>
      <dt>{who}</dt>
      <dd>
        <ClassName label={label} />{' '}
        <span className={label === truth ? 'note' : 'challenge-incorrect'}>
          {label === truth ? `✓ ${t('correct')}` : `✗ ${t('incorrect')}`}
        </span>
      </dd>
    </>
  );
  return (
    <li>
      <GreyImage pixels={pixels} name={t('answered', { number, truth: name(truth) })} />
      <dl className="challenge-labels">
        {answer(t('you'), own)}
        {model !== null && answer(t('model'), model)}
        <dt>{t('truth')}</dt>
        <dd>
          <ClassName label={truth} />
        </dd>
      </dl>
    </li>
  );
}
