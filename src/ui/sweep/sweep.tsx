// Many networks trained at once: the results of the newest sweep, its vote, or the plans of the next one.

import { Activity, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isBusy } from '../../store/state.ts';
import { planOf } from '../../store/sweep-draft.ts';
import { isSweeping } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { LinkedNotices } from './linked-notices.tsx';
import { Plans } from './plans.tsx';
import { haveSameMembers } from './same-members.ts';
import { SweepResults } from './sweep-results.tsx';
import { useRefusalText } from './use-sweep-words.ts';
import './sweep.css';

const PAGES = ['results', 'vote', 'plan'] as const;
type Page = (typeof PAGES)[number];

export function Sweep() {
  const t = useTranslations('sweep');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  const refusal = useAppState((state) => state.sweepRefusal);
  const plan = useAppState((state) => state.sweep?.plan ?? null);
  const draft = useAppState((state) => state.sweepDraft);
  const config = useAppState((state) => state.config);
  const hasSweep = plan !== null;
  const sweeping = useAppState((state) => isSweeping(state.sweep));
  const busy = useAppState((state) => isBusy(state.run.phase));
  const applying = useAppState((state) => state.ownData.applying);
  const otherTab = useAppState((state) => state.otherTab !== null);
  /** The configuration of the first visit with this data, then of the newest start: a change in Setup does not turn the page. */
  const [base, setBase] = useState(config);
  // The plan of a link or for other data, beside the results of an earlier sweep.
  const planned = useMemo(
    () => plan !== null && draft !== null && !haveSameMembers(plan, planOf(draft, base)),
    [plan, draft, base],
  );
  /** Null until the person chooses. */
  const [chosen, setChosen] = useState<Page | null>(null);
  const refusalText = useRefusalText();
  const title = useRef<HTMLHeadingElement>(null);
  // The one in storage, on the first visit of this view.
  useEffect(() => commands.showSweep(), [commands]);
  const toTop = () => title.current?.focus();
  const page = hasSweep ? (chosen ?? (planned && !sweeping ? 'plan' : 'results')) : 'plan';
  const blockedBy = busy ? 'busy' : applying ? 'applying' : otherTab ? 'otherTab' : null;
  const start = () => {
    setChosen(null);
    setBase(config);
    toTop();
  };
  return (
    <section className="panel sweep" aria-labelledby="sweep-title">
      <div className="sweep-head">
        <h2 className="panel-title" id="sweep-title" ref={title} tabIndex={-1}>
          {titles('sweep')}
        </h2>
        {hasSweep && (
          <Segmented
            label={t('page')}
            value={page}
            options={PAGES.map((value) => ({ value, content: t(`pages.${value}`) }))}
            onChange={setChosen}
          />
        )}
      </div>
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
      <LinkedNotices />
      <SweepResults page={page} onClear={toTop} />
      <Activity mode={page === 'plan' ? 'visible' : 'hidden'}>
        {/* A saved sweep that is read later does not turn the page under a person. */}
        <div className="sweep-page" onFocus={() => setChosen('plan')}>
          <p className="note">{t('lead')}</p>
          {sweeping && <p className="note">{t('another')}</p>}
          {blockedBy && !sweeping && <p className="sweep-problem">{t(blockedBy)}</p>}
          <Plans hidden={sweeping} blocked={blockedBy !== null} onStart={start} />
        </div>
      </Activity>
    </section>
  );
}
