// What the page is for, and the offer of a tour, on a first visit. The tour's code is loaded when it starts.

import { useTranslations } from 'use-intl';
import { isFashion } from '../../../store/dataset.ts';
import { useApp, useAppState } from '../../app-context.tsx';
import { Button } from '../../kit/button.tsx';
import { focusHeading } from '../focus-heading.ts';
import './tour-offer.css';

export function TourOffer() {
  const t = useTranslations('tourOffer');
  const titles = useTranslations('panelTitles');
  const app = useTranslations('app');
  const { commands } = useApp();
  const dataset = useAppState((state) => state.dataset);
  // Where a run has begun, or an assignment gives a task, the person knows what to do.
  const offered = useAppState(
    ({ tour, run, assignment }) => tour === 'offered' && run.plan === null && assignment.task === '',
  );
  if (!offered) return null;
  const decline = () => {
    // The button disappears, and the focus would be lost with it.
    focusHeading('run-title', { scroll: false });
    commands.endTour();
  };
  return (
    <section className="tour-offer" aria-label={titles('tour')}>
      <span className="note">
        {isFashion(dataset)
          ? app('lead')
          : app('leadOwn', { count: dataset.classes.length, name: dataset.name })}
      </span>
      <Button onPress={commands.startTour}>{t('start')}</Button>
      <Button look="quiet" onPress={decline}>
        {t('decline')}
      </Button>
    </section>
  );
}
