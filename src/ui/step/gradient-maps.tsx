// The outputs of every layer and, beside them, the gradients of the loss, for one image of the batch or its mean.

import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ACTIVATION_LAYERS, activationShapes } from '../../contract/activations.ts';
import type { StepExplanation } from '../../contract/explanation.ts';
import { useApp } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { GreyImage } from '../kit/grey-image.tsx';
import { useClassNames } from '../use-class-names.ts';
import { imageAt } from './image-at.ts';
import { LayerMap } from './layer-map.tsx';
import { useAnswer } from './use-answer.ts';
import { Why } from './why.tsx';
import './gradient-maps.css';

interface GradientMapsProps {
  step: StepExplanation;
  /** Place in the batch; null for the mean. */
  image: number | null;
  onMean: () => void;
}

export function GradientMaps({ step, image, onMean }: GradientMapsProps) {
  const t = useTranslations('step.maps');
  const classes = useClassNames();
  const { commands } = useApp();
  const request = useCallback(() => commands.explainGradients(image), [commands, image]);
  const found = useAnswer(request);
  const shapes = useMemo(() => activationShapes(step.model), [step.model]);
  const name =
    image === null
      ? t('mean')
      : t('image', { number: String(image + 1), truth: classes.name(step.labels[image]!) });
  return (
    <section className="step-maps" aria-labelledby="step-maps-title">
      <div className="step-head">
        <h3 id="step-maps-title" className="step-name">
          {t('title')}
        </h3>
        {image !== null && <Button onPress={onMean}>{t('mean')}</Button>}
      </div>
      <div className="step-maps-of">
        {image !== null && (
          <div className="step-maps-image" aria-hidden="true">
            <GreyImage pixels={imageAt(step.pixels, image)} name="" />
          </div>
        )}
        <p role="status">{name}</p>
      </div>
      {image === null && <p className="note">{t('choose')}</p>}
      <ul className="step-maps-layers">
        {ACTIVATION_LAYERS.map((layer) => {
          const shape = shapes[layer];
          return (
            <li key={layer} className="step-layer">
              <h4 className="step-layer-name">{layer}</h4>
              <LayerMap layer={layer} kind="output" values={found?.activations[layer]} shape={shape} />
              <LayerMap layer={layer} kind="gradient" values={found?.gradients[layer]} shape={shape} />
            </li>
          );
        })}
      </ul>
      <Why texts={[t('why')]} />
    </section>
  );
}
