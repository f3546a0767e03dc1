// One image of the challenge and its ten possible answers: a button each, or a digit key while the focus is inside.

import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { LabelledImages } from '../../store/answers.ts';
import { Button } from '../kit/button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { answerOfKey, CHALLENGE_IMAGES } from './challenge-game.ts';

interface QuestionProps {
  /** From 0. */
  number: number;
  images: LabelledImages;
  onAnswer: (label: number) => void;
  onBack: () => void;
}

export function Question({ number, images, onAnswer, onBack }: QuestionProps) {
  const t = useTranslations('challenge');
  const className = useTranslations('classes');
  const group = useRef<HTMLDivElement>(null);
  // The element that had the focus is gone. Digits work as soon as the image is shown.
  useLayoutEffect(() => group.current?.focus({ preventScroll: true }), []);
  return (
    // Key presses on the buttons inside bubble up to here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="challenge-question"
      role="group"
      aria-labelledby="challenge-question"
      tabIndex={-1}
      ref={group}
      onKeyDown={(event) => {
        const label = event.altKey || event.ctrlKey || event.metaKey ? null : answerOfKey(event.key);
        if (label === null || event.repeat) return;
        event.preventDefault();
        onAnswer(label);
      }}
    >
      <p id="challenge-question" role="status">
        {t('question', { number: number + 1, count: CHALLENGE_IMAGES })}
      </p>
      <div className="challenge-image">
        <GreyImage
          pixels={images.pixels.subarray(number * IMAGE_PIXELS, (number + 1) * IMAGE_PIXELS)}
          name={t('image', { number: number + 1 })}
        />
      </div>
      <div>
        <ul className="challenge-answers" aria-label={t('answers')}>
          {CLASS_KEYS.map((key, label) => (
            <li key={key}>
              <button type="button" className="button" onClick={() => onAnswer(label)}>
                <kbd aria-hidden="true">{(label + 1) % 10}</kbd>
                <span>{className(key)}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="note challenge-keys">{t('keys')}</p>
        <Button look="quiet" inactive={number === 0} onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}
