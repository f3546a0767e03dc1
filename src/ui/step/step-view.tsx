// The newest step that was trained alone: its batch, the gradients of all layers, and the calculation of one parameter.

import { useRef, useState, type RefObject } from 'react';
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
import { useLedTo } from './use-led-to.ts';
import './step-view.css';

interface StepViewProps {
  /** A parameter that was pressed elsewhere, by its flat index; a new object for each press. */
  parameter?: OpenedParameter | null;
}

interface OpenedParameter {
  index: number;
}

export function StepView({ parameter = null }: StepViewProps) {
  const t = useTranslations('step');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  const step = useAnswer(commands.explainStep);
  const title = useRef<HTMLHeadingElement>(null);
  const calculation = useRef<HTMLHeadingElement>(null);
  useLedTo(parameter, step ? 'explained' : step === null ? 'none' : 'waiting', calculation, title);
  return (
    <section className="panel step" aria-labelledby="step-title">
      <h2 id="step-title" ref={title} tabIndex={-1} className="panel-title">
        {titles('step')}
      </h2>
      {step && <Explained step={step} parameter={parameter} heading={calculation} />}
      {step === undefined && <p className="note">{t('waiting')}</p>}
      {step === null && <NoStep />}
    </section>
  );
}

function NoStep() {
  const t = useTranslations('step');
  const { commands } = useApp();
  const phase = useAppState(({ run }) => run.phase);
  // After a run, a step would begin another one in its place.
  const ended = phase === 'finished' || phase === 'failed';
  return (
    <div className="step-none">
      <p className="note">{t('empty')}</p>
      {!ended && (
        <Button inactive={phase === 'preparing' || phase === 'testing'} onPress={commands.step}>
          {t('train')}
        </Button>
      )}
    </div>
  );
}

interface ExplainedProps {
  step: StepExplanation;
  parameter: OpenedParameter | null;
  /** The heading of the calculation. */
  heading: RefObject<HTMLHeadingElement | null>;
}

function Explained({ step, parameter, heading }: ExplainedProps) {
  const t = useTranslations('step');
  const { model, count, learningRate, lossBefore, lossAfter, layers, largestUpdate } = step;
  const [image, setImage] = useState<number | null>(null);
  const [found, setFound] = useState<{ image: number } | null>(null);
  // The parameter that changed most in the first step stays, so that the next steps go on with it.
  const [chosen, setChosen] = useState({ since: parameter, index: parameter?.index ?? largestUpdate });
  // The next batch or network may be smaller.
  const chosenImage = image !== null && image < count ? image : null;
  // What was pressed elsewhere counts until another one is chosen here.
  const wanted = chosen.since === parameter ? chosen.index : (parameter?.index ?? largestUpdate);
  const index = placeOf(model, wanted) ? wanted : largestUpdate;
  const choose = (next: number) => setChosen({ since: parameter, index: next });
  const mean = (losses: Float32Array) => (losses.reduce((sum, loss) => sum + loss, 0) / count).toFixed(4);
  return (
    <>
      <div className="step-summary">
        <p>
          {t('summary', {
            step: step.step,
            count,
            rate: settingText(learningRate),
            before: mean(lossBefore),
            after: mean(lossAfter),
          })}
        </p>
        <LayerNorms layers={layers} />
      </div>
      <div className="step-parts">
        <Batch step={step} chosen={chosenImage} onChoose={setImage} found={found} />
        <GradientMaps step={step} image={chosenImage} onMean={() => setImage(null)} />
        <section className="step-calculation" aria-labelledby="step-calculation-title">
          <div className="step-head">
            <h3 id="step-calculation-title" ref={heading} tabIndex={-1} className="step-name">
              {t('parameter.title')}
            </h3>
            {index !== largestUpdate && (
              <Button onPress={() => choose(largestUpdate)}>{t('parameter.largest')}</Button>
            )}
          </div>
          <ParameterChooser model={model} index={index} onChoose={choose} />
          <ParameterStory
            index={index}
            onImage={(pressed) => {
              setImage(pressed);
              setFound({ image: pressed });
            }}
          />
        </section>
      </div>
    </>
  );
}
