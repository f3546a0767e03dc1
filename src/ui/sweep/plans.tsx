// The plans of the next sweep: settings to compare, seeds, the staircase; and the search for a learning rate.

import { useTranslations } from 'use-intl';
import { PlanForm } from './plan-form.tsx';
import { RateFinder } from './rate-finder.tsx';
import { SeedsPlan } from './seeds-plan.tsx';
import { StaircasePlan } from './staircase-plan.tsx';
import type { PlanProps } from './start-plan.tsx';

export function Plans({ hidden, ...plan }: PlanProps & { hidden: boolean }) {
  const t = useTranslations('sweep');
  return (
    <div className="sweep-plans" hidden={hidden}>
      <div className="sweep-column">
        <section className="sweep-part" aria-labelledby="sweep-plan-title">
          <h3 className="sweep-subtitle" id="sweep-plan-title">
            {t('plan')}
          </h3>
          <PlanForm {...plan} />
        </section>
        <SeedsPlan {...plan} />
      </div>
      <div className="sweep-column">
        <RateFinder blocked={plan.blocked} />
        <StaircasePlan {...plan} />
      </div>
    </div>
  );
}
