// The network at work: one image through every layer, with the current weights or those of an earlier step. The worker
// computes the activations.

import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { InspectionRequest } from '../../contract/inspection.ts';
import { useAppState } from '../app-context.tsx';
import { EpochSlider } from './epoch-slider.tsx';
import { ImageChoice, type Source } from './image-choice.tsx';
import { useInspection, useInView } from './use-inspection.ts';
import { LayerList } from './layer-list.tsx';
import './inside.css';

export function Inside() {
  const t = useTranslations('inside');
  const [source, setSource] = useState<Source>('test');
  const [index, setIndex] = useState(0);
  const [showOcclusion, setShowOcclusion] = useState(false);
  const drawn = useAppState((state) => state.drawing.pixels);
  const plan = useAppState((state) => state.run.plan);
  const [chosen, setChosen] = useState({ plan, step: null as number | null });
  // A step that was chosen in an earlier run does not apply.
  const step = chosen.plan === plan ? chosen.step : null;
  const running = plan !== null;
  const panel = useRef<HTMLElement>(null);
  const inView = useInView(panel);
  const request = useMemo((): InspectionRequest | null => {
    if (!running || (source === 'drawing' && !drawn)) return null;
    const image =
      source === 'drawing' && drawn
        ? ({ kind: 'pixels', pixels: drawn } as const)
        : ({ kind: 'test', index } as const);
    return { image, step, occlusion: showOcclusion };
  }, [running, source, drawn, index, step, showOcclusion]);
  const answer = useInspection(request, inView);
  const failed = answer && 'error' in answer ? answer : null;
  const inspection = answer && 'error' in answer ? null : answer;
  return (
    <section ref={panel} className="panel inside" aria-labelledby="inside-title">
      <h2 id="inside-title" className="panel-title">
        {t('title')}
      </h2>
      <p className="note">{t('lead')}</p>
      <div className="inside-bar">
        <ImageChoice source={source} index={index} onSource={setSource} onIndex={setIndex} />
        {inspection && inspection.steps.length > 0 && (
          <EpochSlider
            steps={inspection.steps}
            chosen={step}
            step={inspection.step}
            onStep={(next) => setChosen({ plan, step: next })}
          />
        )}
      </div>
      {inspection ? (
        <LayerList inspection={inspection} showOcclusion={showOcclusion} onShowOcclusion={setShowOcclusion} />
      ) : (
        <p className="inside-none note">
          {failed
            ? t('failed', { message: failed.error })
            : t(running ? (source === 'drawing' && !drawn ? 'noDrawing' : 'waiting') : 'untrained')}
        </p>
      )}
    </section>
  );
}
