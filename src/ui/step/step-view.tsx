// The newest step that was trained alone: its batch, the gradients of all layers, and the calculation of one parameter.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StepExplanation } from '../../contract/explanation.ts';
import { placeOf } from '../../contract/parameter-place.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { Batch } from './batch.tsx';
import { GradientMaps } from './gradient-maps.tsx';
import { LayerNorms } from './layer-norms.tsx';
import { settingText } from './number-text.ts';
import { ParameterChooser } from './parameter-chooser.tsx';
import { ParameterStory } from './parameter-story.tsx';
import { useAnswer } from './use-answer.ts';
import './step-view.css';

export function StepView() {
  const t = useTranslations('step');
  const { commands } = useApp();
  const step = useAnswer(commands.explainStep);
  return (
    <section className="panel step" aria-labelledby="step-title">
      <h2 id="step-title" className="panel-title">
        {t('title')}
      </h2>
      {step ? <Explained step={step} /> : <NoStep />}
    </section>
  );
}

function NoStep() {
  const t = useTranslations('step');
  const { commands } = useApp();
  const waits = useAppState(({ run }) => run.phase === 'preparing' || run.phase === 'testing');
  return (
    <div className="step-none">
      <p className="note">{t('empty')}</p>
      <Button inactive={waits} onPress={commands.step}>
        {t('train')}
      </Button>
    </div>
  );
}

function Explained({ step }: { step: StepExplanation }) {
  const t = useTranslations('step');
  const [image, setImage] = useState<number | null>(null);
  const [parameter, setParameter] = useState<number | null>(null);
  const { model, count, learningRate, lossBefore, lossAfter, layers, largestUpdate } = step;
  // The next batch or network may be smaller.
  const chosenImage = image !== null && image < count ? image : null;
  const index = parameter !== null && placeOf(model, parameter) ? parameter : largestUpdate;
  const mean = (losses: Float32Array) => (losses.reduce((sum, loss) => sum + loss, 0) / count).toFixed(4);
  return (
    <>
      <div className="step-summary">
        <p>
          {t('summary', { step: step.step, count, rate: settingText(learningRate) })}{' '}
          {t('loss', { before: mean(lossBefore), after: mean(lossAfter) })}
        </p>
        <LayerNorms layers={layers} />
      </div>
      <Batch step={step} chosen={chosenImage} onChoose={setImage} />
      <GradientMaps step={step} image={chosenImage} onMean={() => setImage(null)} />
      <section className="step-calculation" aria-labelledby="step-calculation-title">
        <div className="step-head">
          <h3 id="step-calculation-title" className="step-name">
            {t('parameter.title')}
          </h3>
          {index !== largestUpdate && (
            <Button onPress={() => setParameter(null)}>{t('parameter.largest')}</Button>
          )}
        </div>
        <ParameterChooser model={model} index={index} onChoose={setParameter} />
        <ParameterStory index={index} />
      </section>
    </>
  );
}
