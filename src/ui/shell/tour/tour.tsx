// A tour of the page in a few steps, with the numbers of the person's own run. The page stays usable meanwhile, and the tour
// can be ended at any step.

import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount, formatPercent } from '../../../base/format.ts';
import { splitCounts } from '../../../contract/config.ts';
import { parameterLayout } from '../../../contract/model.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { focusHeading } from '../focus-heading.ts';
import { markRegion, TOUR_STEPS, whenShown } from './tour-steps.ts';
import './tour.css';

/** Numbers for the texts: of the current run, or of the one that would start. */
function useFacts() {
  const config = useAppState((state) => state.run.plan?.config ?? state.config);
  const result = useAppState((state) => state.run.result);
  const { train, validation } = splitCounts(config);
  return {
    batch: String(config.batch),
    parameters: formatCount(parameterLayout(config).size),
    train: formatCount(train),
    validation: formatCount(validation),
    steps: formatCount(Math.ceil(train / config.batch)),
    epochs: config.epochs,
    c1: String(config.c1),
    pooling: config.pooling,
    done: result ? 'yes' : 'no',
    accuracy: result ? formatPercent(result.accuracy) : '',
  };
}

export function Tour() {
  const t = useTranslations('tour');
  const { commands } = useApp();
  const facts = useFacts();
  const [at, setAt] = useState(0);
  const title = useRef<HTMLHeadingElement>(null);
  const step = TOUR_STEPS[at]!;
  const last = at === TOUR_STEPS.length - 1;

  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return markRegion(step.heading);
  }, [step]);

  const goTo = (next: number) => {
    const { view } = TOUR_STEPS[next]!;
    if (view) commands.show(view);
    setAt(next);
  };
  const goThere = () => {
    if (step.view) commands.show(step.view);
    whenShown(step.heading, () => focusHeading(step.heading, { scroll: false }));
  };

  const end = () => {
    focusHeading(step.heading, { scroll: false });
    commands.endTour();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end();
  };
  return (
    // Key presses on the elements inside bubble up to here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className="tour" aria-labelledby="tour-title" onKeyDown={onKeyDown}>
      <p className="note">
        {t('title')} · {t('place', { step: at + 1, count: TOUR_STEPS.length })}
      </p>
      <h2 className="tour-title" id="tour-title" ref={title} tabIndex={-1}>
        {t(`steps.${step.name}.title`)}
      </h2>
      <p className="tour-text">{t(`steps.${step.name}.text`, facts)}</p>
      <div className="tour-actions">
        <Button inactive={at === 0} onPress={() => goTo(at - 1)}>
          {t('back')}
        </Button>
        <Button look="primary" onPress={() => (last ? end() : goTo(at + 1))}>
          {t(last ? 'finish' : 'next')}
        </Button>
        <Button onPress={goThere}>{t('goThere')}</Button>
        {!last && (
          <Button look="quiet" onPress={end}>
            {t('end')}
          </Button>
        )}
      </div>
    </aside>
  );
}
