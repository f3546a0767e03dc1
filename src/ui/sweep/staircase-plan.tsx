// The plan of the staircase: its rungs in their order, each with its change in words.

import { useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { STAIRCASE_SEEDS } from '../../contract/sweep-link.ts';
import { staircaseConfigs, type Rung } from '../../contract/staircase.ts';
import { FIRST_STAIRCASE } from '../../store/sweep-draft.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { useIsFashion } from '../use-class-names.ts';
import { StartPlan, type PlanProps } from './start-plan.tsx';
import { useChangeText, useRungName } from './use-sweep-words.ts';

const BUDGETS = ['sprint', 'own'] as const;

export function StaircasePlan({ blocked, onStart }: PlanProps) {
  const t = useTranslations('sweep.staircase');
  const id = useId();
  const { commands } = useApp();
  // Other data has its own budget.
  const fashion = useIsFashion();
  const drafted = useAppState((state) => state.sweepDraft);
  // The order stays while another sweep is planned.
  const [own, setOwn] = useState(drafted?.kind === 'staircase' ? drafted : FIRST_STAIRCASE);
  const draft = drafted?.kind === 'staircase' ? drafted : own;
  const change = (changes: Partial<typeof draft>) => {
    const next = { ...draft, ...changes };
    setOwn(next);
    commands.draftSweep(next);
  };
  return (
    <section className="sweep-part sweep-staircase" aria-labelledby={`${id}-title`}>
      <h3 className="sweep-subtitle" id={`${id}-title`}>
        {t('title')}
      </h3>
      <p className="note">{t('lead')}</p>
      <details>
        <summary>{t('order')}</summary>
        <Rungs rungs={draft.rungs} onOrder={(rungs) => change({ rungs })} />
        <p className="note">{t('ground')}</p>
      </details>
      <div className="sweep-budget">
        <div className="sweep-field sweep-short">
          <label htmlFor={id}>{t('seeds')}</label>
          <NumberInput
            id={id}
            value={String(draft.seeds)}
            onCommit={(text) => {
              const read = Math.round(Number(text));
              const { min, max } = STAIRCASE_SEEDS;
              if (text.trim() !== '' && !Number.isNaN(read))
                change({ seeds: Math.min(max, Math.max(min, read)) });
            }}
          />
        </div>
        {fashion && (
          <Segmented
            label={t('budget')}
            value={draft.budget}
            options={BUDGETS.map((value) => ({ value, content: t(`budgets.${value}`) }))}
            onChange={(budget) => change({ budget })}
          />
        )}
      </div>
      <StartPlan draft={draft} blocked={blocked} onStart={onStart} label={t('start')} />
    </section>
  );
}

interface RungsProps {
  rungs: readonly Rung[];
  onOrder: (rungs: readonly Rung[]) => void;
}

function Rungs({ rungs, onOrder }: RungsProps) {
  const t = useTranslations('sweep.staircase');
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState('');
  const config = useAppState((state) => state.config);
  const configs = useMemo(() => {
    return staircaseConfigs(config, rungs);
  }, [rungs, config]);
  const rungName = useRungName(rungs);
  const changeText = useChangeText();
  const move = (from: number, by: 1 | -1) => {
    const order = [...rungs];
    const [rung] = order.splice(from, 1);
    order.splice(from + by, 0, rung!);
    onOrder(order);
    setMoved(
      t('moved', { rung: t(`rungs.${rung!}`), place: String(from + by + 1), count: String(rungs.length) }),
    );
    // The button moves with its rung, and so does the focus.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-rung="${rung}"] [data-by="${by}"] button`)?.focus(),
    );
  };
  return (
    <>
      <ol className="sweep-rungs" ref={list}>
        {rungs.map((rung, i) => (
          <li key={rung} data-rung={rung}>
            <div className="sweep-rung">
              <span>
                <strong>{rungName(i + 1)}</strong>{' '}
                <span className="note">{changeText(configs[i]!, configs[i + 1]!) ?? t('noChange')}</span>
              </span>
              <span className="sweep-buttons">
                <span data-by={-1}>
                  <Button
                    look="quiet"
                    label={t('up', { rung: rungName(i + 1) })}
                    inactive={i === 0}
                    onPress={() => move(i, -1)}
                  >
                    ↑
                  </Button>
                </span>
                <span data-by={1}>
                  <Button
                    look="quiet"
                    label={t('down', { rung: rungName(i + 1) })}
                    inactive={i === rungs.length - 1}
                    onPress={() => move(i, 1)}
                  >
                    ↓
                  </Button>
                </span>
              </span>
            </div>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {moved}
      </p>
    </>
  );
}
