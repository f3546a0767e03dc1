// A tour of the page in a few steps, with the numbers of the person's own run. The page stays usable meanwhile, and the tour
// can be ended at any step.

import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import { splitCounts } from '../../../contract/config.ts';
import type { RunPhase } from '../../../contract/messages.ts';
import { parameterLayout } from '../../../contract/model.ts';
import { challengeImageCount } from '../../challenge/challenge-game.ts';
import { isFashion } from '../../../store/dataset.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { focusHeading } from '../focus-heading.ts';
import { firstShown, markRegion } from './regions.ts';
import { opens, TOUR_STEPS } from './tour-steps.ts';
import './tour.css';

/** Numbers for the texts: of the current run, or of the one that would start. */
function useFacts() {
  const config = useAppState((state) => state.run.plan?.config ?? state.config);
  const result = useAppState((state) => state.run.result);
  const phase = useAppState((state) => state.run.phase);
  const step = useAppState((state) => state.run.step);
  const dataset = useAppState((state) => state.dataset);
  const { train, validation } = splitCounts(config);
  const trained = step > 0 || result !== null;
  return {
    batch: String(config.batch),
    parameters: formatCount(parameterLayout(config).size),
    train: formatCount(train),
    validation: formatCount(validation),
    steps: formatCount(Math.ceil(train / config.batch)),
    epochs: config.epochs,
    c1: String(config.c1),
    pooling: config.pooling,
    step: formatCount(step),
    trained: trained ? 'yes' : 'no',
    paused: phase === 'paused' ? 'yes' : 'no',
    done: result ? 'yes' : 'no',
    classes: dataset.classes.length,
    tested: dataset.testCount,
    challenge: String(challengeImageCount(dataset.testCount)),
    garments: isFashion(dataset) ? 'yes' : 'no',
    accuracy: result ? formatPercent(result.accuracy) : '',
  };
}

/** What a training step would do to the run. */
function stateOf(phase: RunPhase): 'ready' | 'running' | 'ended' {
  if (phase === 'finished' || phase === 'failed') return 'ended';
  return phase === 'idle' || phase === 'paused' ? 'ready' : 'running';
}

export function Tour() {
  const t = useTranslations('tour');
  const titles = useTranslations('panelTitles');
  const trainStep = useTranslations('step');
  const { commands } = useApp();
  const facts = useFacts();
  const phase = useAppState((state) => state.run.phase);
  /** A new object for each visit of a step. `there`: the focus goes to its region. */
  const [visit, setVisit] = useState({ at: 0, there: false });
  /** The heading of the region that is marked. */
  const [marked, setMarked] = useState<string | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { at } = visit;
  const step = TOUR_STEPS[at]!;
  const last = at === TOUR_STEPS.length - 1;

  useEffect(() => {
    if (!visit.there) title.current?.focus({ preventScroll: true });
    const { headings } = TOUR_STEPS[visit.at]!;
    let arrived = false;
    return markRegion(headings, (id) => {
      if (visit.there && !arrived) focusHeading(id, { scroll: false });
      arrived = true;
      setMarked(id);
    });
  }, [visit]);

  const goTo = (next: number, there = false) => {
    const { view, layer } = TOUR_STEPS[next]!;
    if (layer) commands.openUnit(layer, 0);
    else if (view) commands.show(view);
    setVisit({ at: next, there });
  };
  const end = () => {
    const heading = firstShown(step.headings);
    if (heading) focusHeading(heading, { scroll: false });
    commands.endTour();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end();
  };
  return (
    // Key presses on the elements inside bubble up to here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className="tour" aria-labelledby="tour-title" onKeyDown={onKeyDown}>
      <div className="tour-head">
        <p className="note">
          {titles('tour')} · {t('place', { step: at + 1, count: TOUR_STEPS.length })}
        </p>
        <Button look="quiet" label={t('end')} onPress={end}>
          ✕
        </Button>
      </div>
      <h2 className="tour-title" id="tour-title" ref={title} tabIndex={-1}>
        {t(`steps.${step.name}.title`)}
      </h2>
      <div className="tour-text">
        {/* Two calls: as one, its argument has a type of thousands of members, which takes seconds to check. */}
        <p>{opens(step.name) ? t(`steps.${step.name}.text`, facts) : t(`steps.${step.name}.text`, facts)}</p>
        {opens(step.name) && (
          <p role="status">
            {marked === step.headings[0]
              ? t(`steps.${step.name}.opened`, facts)
              : step.name === 'step' && t(`steps.step.todo.${stateOf(phase)}`)}
          </p>
        )}
      </div>
      <div className="tour-actions">
        {step.name === 'step' && (
          <Button inactive={phase === 'preparing' || phase === 'testing'} onPress={commands.step}>
            {trainStep('train')}
          </Button>
        )}
        <Button inactive={at === 0} onPress={() => goTo(at - 1)}>
          {t('back')}
        </Button>
        <Button look="primary" onPress={() => (last ? end() : goTo(at + 1))}>
          {t(last ? 'finish' : 'next')}
        </Button>
        <Button onPress={() => goTo(at, true)}>{t('goThere')}</Button>
      </div>
    </aside>
  );
}
