// The search for a learning rate: the loss against a rising rate, and what can be done with its findings.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatLearningRate } from '../../base/format.ts';
import { SEARCH, type LearningRateSearch } from '../../contract/learning-rate-search.ts';
import { ratesAround } from '../../store/sweep-draft.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { RatePlot } from '../kit/charts/rate-plot.tsx';
import { Button } from '../kit/button.tsx';

type Finding =
  | { state: 'none' | 'searching' | 'failed' }
  | { state: 'found'; search: LearningRateSearch; used: string | null };

export function RateFinder({ blocked }: { blocked: boolean }) {
  const t = useTranslations('sweep.finder');
  const id = useId();
  const { commands } = useApp();
  const [finding, setFinding] = useState<Finding>({ state: 'none' });
  const find = async () => {
    setFinding({ state: 'searching' });
    const search = await commands.findLearningRate();
    setFinding(search ? { state: 'found', search, used: null } : { state: 'failed' });
  };
  return (
    <section className="sweep-part" aria-labelledby={id}>
      <h3 className="sweep-subtitle" id={id}>
        {t('title')}
      </h3>
      <p className="note">{t('lead', { steps: SEARCH.steps })}</p>
      <div>
        <Button inactive={blocked || finding.state === 'searching'} onPress={() => void find()}>
          {t('start')}
        </Button>
      </div>
      <div role="status">
        {finding.state === 'searching' && <p>{t('searching')}</p>}
        {finding.state === 'failed' && <p className="sweep-problem">{t('none')}</p>}
        {finding.state === 'found' && <Findings search={finding.search} />}
      </div>
      {finding.state === 'found' && (
        <FoundRate
          search={finding.search}
          used={finding.used}
          inactive={blocked}
          onUse={(used) => setFinding({ ...finding, used })}
        />
      )}
    </section>
  );
}

function Findings({ search: { steepest, edge, rates, ended } }: { search: LearningRateSearch }) {
  const t = useTranslations('sweep.finder');
  const last = formatLearningRate(rates.at(-1) ?? 0);
  return (
    <p>
      <strong>
        {steepest === null ? t('neverFalls') : t('steepest', { rate: formatLearningRate(steepest) })}
      </strong>{' '}
      {edge === null ? t('noEdge', { rate: last }) : t('edge', { rate: formatLearningRate(edge) })}{' '}
      {ended === 'time' && t('late', { rate: last })}
    </p>
  );
}

interface FoundRateProps {
  search: LearningRateSearch;
  used: string | null;
  inactive: boolean;
  onUse: (rate: string) => void;
}

function FoundRate({ search, used, inactive, onUse }: FoundRateProps) {
  const t = useTranslations('sweep.finder');
  const { commands } = useApp();
  const locked = useAppState((state) => state.assignment.lock.includes('lr'));
  const { steepest, edge } = search;
  const rate = steepest === null ? null : formatLearningRate(steepest);
  return (
    <>
      <p className="note">{t('loss')}</p>
      <div className="sweep-plot">
        <RatePlot
          search={search}
          xLabel={t('rate')}
          steepestLabel={t('steepestMark')}
          edgeLabel={t('edgeMark')}
        />
      </div>
      {steepest !== null && rate !== null && (
        <div className="sweep-buttons">
          <Button
            inactive={inactive || locked}
            onPress={() => {
              commands.setField('lr', Number(rate));
              onUse(rate);
            }}
          >
            {t('use', { rate })}
          </Button>
          <Button inactive={inactive} onPress={() => commands.draftSweep(ratesAround(steepest, edge))}>
            {t('around')}
          </Button>
        </div>
      )}
      <p className="note" role="status">
        {used !== null && t('used', { rate: used })}
      </p>
    </>
  );
}
