// One image of the challenge and the possible answers: a button for each class and, for up to ten, a digit key while the
// focus is inside. Of more classes a text field finds one by its name.

import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { LabelledImages } from '../../store/answers.ts';
import { Button } from '../kit/button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { useClassNames } from '../use-class-names.ts';
import { Answers } from './answers.tsx';
import { answerOfKey } from './challenge-game.ts';

interface QuestionProps {
  /** From 0. */
  number: number;
  images: LabelledImages;
  onAnswer: (label: number) => void;
  onBack: () => void;
}

export function Question({ number, images, onAnswer, onBack }: QuestionProps) {
  const t = useTranslations('challenge');
  const classes = useClassNames();
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
        const label =
          event.altKey || event.ctrlKey || event.metaKey ? null : answerOfKey(event.key, classes.count);
        if (label === null || event.repeat) return;
        event.preventDefault();
        onAnswer(label);
      }}
    >
      <p id="challenge-question" role="status">
        {t('question', { number: number + 1, count: images.indices.length })}
      </p>
      <div className="challenge-image">
        <GreyImage
          pixels={images.pixels.subarray(number * IMAGE_PIXELS, (number + 1) * IMAGE_PIXELS)}
          name={t('image', { number: number + 1 })}
        />
      </div>
      <div>
        <Answers onAnswer={onAnswer} />
        <Button look="quiet" inactive={number === 0} onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
}
