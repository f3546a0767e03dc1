// Many networks trained at once: what became of the newest sweep, and the plans of the next one.

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { isSweeping } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { PlanForm } from './plan-form.tsx';
import { RateFinder } from './rate-finder.tsx';
import { SeedsPlan } from './seeds-plan.tsx';
import { StaircasePlan } from './staircase-plan.tsx';
import { SweepResults } from './sweep-results.tsx';
import { useRefusalText } from './use-sweep-words.ts';
import './sweep.css';

export function Sweep() {
  const t = useTranslations('sweep');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  const refusal = useAppState((state) => state.sweepRefusal);
  const hasSweep = useAppState((state) => state.sweep !== null);
  const sweeping = useAppState((state) => isSweeping(state.sweep));
  const busy = useAppState((state) => isBusy(state.run.phase));
  const otherTab = useAppState((state) => state.otherTab !== null);
  const refusalText = useRefusalText();
  const title = useRef<HTMLHeadingElement>(null);
  // The one in storage, on the first visit of this view.
  useEffect(() => commands.showSweep(), [commands]);
  const toTop = () => title.current?.focus();
  const blocked = busy || otherTab;
  const plan = { blocked, onStart: toTop };
  return (
    <section className="panel sweep" aria-labelledby="sweep-title">
      <h2 className="panel-title" id="sweep-title" ref={title} tabIndex={-1}>
        {titles('sweep')}
      </h2>
      <p className="note">{t('lead')}</p>
      <div role="status" className="sweep-refusal">
        {refusal && <p className="sweep-problem">{refusalText(refusal)}</p>}
      </div>
      {/* A sweep that is shown has a button of its own. */}
      {(refusal?.reason === 'damaged' || refusal?.reason === 'not-deleted') && !hasSweep && (
        <div>
          <Button
            onPress={() => {
              commands.clearSweep();
              toTop();
            }}
          >
            {t('clearSaved')}
          </Button>
        </div>
      )}
      <SweepResults onClear={toTop} />
      {sweeping && <p className="note">{t('another')}</p>}
      {blocked && !sweeping && <p className="sweep-problem">{t(busy ? 'busy' : 'otherTab')}</p>}
      <div className="sweep-plans" hidden={sweeping}>
        <section className="sweep-part" aria-labelledby="sweep-plan-title">
          <h3 className="sweep-subtitle" id="sweep-plan-title">
            {t('plan')}
          </h3>
          <PlanForm {...plan} />
        </section>
        <div className="sweep-others">
          <RateFinder blocked={blocked} />
          <SeedsPlan {...plan} />
          <StaircasePlan {...plan} />
        </div>
      </div>
    </section>
  );
}
