// One image of a batch as a button, marked correct or incorrect by icon and word.

import type { Ref } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { StepExplanation } from '../../contract/explanation.ts';
import { GreyImage } from '../kit/grey-image.tsx';
import { ClassName } from '../class-name.tsx';
import { useClassNames } from '../use-class-names.ts';
import { imageAt } from './image-at.ts';
import { numberText } from './number-text.ts';
import { SizeBar } from './size-bar.tsx';

interface BatchImageProps {
  step: StepExplanation;
  /** Place in the batch. */
  image: number;
  /** Of all images of the batch. */
  largestNorm: number;
  chosen: boolean;
  onPress: () => void;
  ref: Ref<HTMLButtonElement>;
}

export function BatchImage({ step, image, largestNorm, chosen, onPress, ref }: BatchImageProps) {
  const t = useTranslations('step.batch');
  const classes = useClassNames();
  const format = useFormatter();
  const label = step.labels[image]!;
  const predicted = step.predicted[image]!;
  const correct = label === predicted;
  const norm = step.gradientNorms[image]!;
  const loss = (value: number) => value.toFixed(value < 0.1 ? 3 : 2);
  const before = loss(step.lossBefore[image]!);
  const after = loss(step.lossAfter[image]!);
  const name = t('image', {
    number: String(image + 1),
    truth: classes.name(label),
    predicted: classes.name(predicted),
    confidence: format.number(step.confidence[image]!, { style: 'percent' }),
    correct: correct ? 'yes' : 'no',
    before,
    after,
    gradient: numberText(norm),
  });
  return (
    <button ref={ref} type="button" className="step-image" aria-pressed={chosen} onClick={onPress}>
      <span className="visually-hidden">{name}</span>
      <span className="step-image-content" aria-hidden="true">
        <GreyImage pixels={imageAt(step.pixels, image)} name="" />
        <span className="step-verdict">
          <svg viewBox="0 0 16 16">
            <path d={correct ? 'M3 8.5 6.5 12 13 4.5' : 'M4 4l8 8M12 4l-8 8'} />
          </svg>
          {t(correct ? 'correct' : 'incorrect')}
        </span>
        <span>
          <ClassName label={predicted} short />
        </span>
        {!correct && <span className="note">{t('label', { truth: classes.short(label) })}</span>}
        <span className="step-loss">
          {before} → {after}
        </span>
        <span className="step-norm">
          {numberText(norm)}
          <SizeBar fraction={norm / largestNorm} />
        </span>
      </span>
    </button>
  );
}
