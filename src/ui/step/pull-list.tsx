// The images that pulled a parameter one way, the strongest first, with their gradients as bars and numbers.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ParameterExplanation } from '../../contract/explanation.ts';
import { GreyImage } from '../kit/grey-image.tsx';
import { ClassName } from '../class-name.tsx';
import { useClassNames } from '../use-class-names.ts';
import { imageAt } from './image-at.ts';
import { numberText } from './number-text.ts';
import type { Pulls } from './pulls.ts';
import { SizeBar } from './size-bar.tsx';

interface PullListProps {
  direction: 'up' | 'down';
  pulls: Pulls;
  batch: Pick<ParameterExplanation, 'pixels' | 'labels'>;
  /** Size of the largest gradient, of both directions. */
  largest: number;
  /** Called with the place in the batch of an image that was pressed. */
  onImage: (image: number) => void;
}

export function PullList({ direction, pulls, batch, largest, onImage }: PullListProps) {
  const t = useTranslations('step.parameter');
  const classes = useClassNames();
  const title = useId();
  const { shown, others } = pulls;
  return (
    <div className="step-pulls">
      <h4 id={title} className="step-pulls-title">
        <span aria-hidden="true">{direction === 'up' ? '↑ ' : '↓ '}</span>
        {t(direction)}
      </h4>
      <ul aria-labelledby={title}>
        {shown.map(({ image, gradient }) => {
          const label = batch.labels[image]!;
          const name = t('image', { number: String(image + 1), truth: classes.name(label) });
          return (
            <li key={image}>
              <button type="button" className="step-pull step-pull-image" onClick={() => onImage(image)}>
                <GreyImage pixels={imageAt(batch.pixels, image)} name={name} />
                <span aria-hidden="true">
                  <ClassName label={label} short />
                </span>
                <span>{numberText(gradient)}</span>
                <SizeBar fraction={Math.abs(gradient) / largest} look={direction} />
              </button>
            </li>
          );
        })}
        {others.count > 0 && (
          <li className="step-pull step-pull-others">
            <span className="note">{t('others', { count: others.count })}</span>
            <span>{numberText(others.sum)}</span>
          </li>
        )}
        {shown.length === 0 && <li className="note">{t('nobody')}</li>}
      </ul>
    </div>
  );
}
