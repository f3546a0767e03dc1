// The plan of a sweep: one or two settings with their values, how many networks and how long, or why it can't be trained.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Axis } from '../../contract/sweep.ts';
import { formatSweepLink } from '../../contract/sweep-link.ts';
import { readField } from '../../contract/url.ts';
import { pageAddress } from '../../store/page-address.ts';
import { FIRST_AXES, planOf, type AxesDraft } from '../../store/sweep-draft.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import { useConfigSummary } from '../use-config-summary.ts';
import { AxisEditor } from './axis-editor.tsx';
import { StartPlan, type PlanProps } from './start-plan.tsx';

export function PlanForm({ blocked: disabled, onStart }: PlanProps) {
  const t = useTranslations('sweep');
  const { commands, store } = useApp();
  const drafted = useAppState((state) => state.sweepDraft);
  const config = useAppState((state) => state.config);
  const summary = useConfigSummary();
  const draft = drafted?.kind === 'axes' ? drafted : FIRST_AXES;
  const [first, second] = draft.axes;
  const change = (axes: readonly (Axis | null | undefined)[]) =>
    commands.draftSweep({ kind: 'axes', axes: axes.filter((axis) => axis !== null && axis !== undefined) });
  const link = () => {
    // The address bar gets the sweep too: its link can be taken from there where copying fails.
    commands.draftSweep(draft);
    return `${pageAddress()}${formatSweepLink(planOf(draft, store.getState().config))}`;
  };
  return (
    <div className="sweep-plan">
      <AxisEditor
        label={t('field')}
        axis={first ?? null}
        taken={second ? [second.field] : []}
        optional={false}
        disabled={disabled}
        onChange={(axis) => change([axis, second])}
      />
      <AxisEditor
        label={t('secondField')}
        axis={second ?? null}
        taken={first ? [first.field] : []}
        optional
        disabled={disabled}
        onChange={(axis) => change([first, axis])}
      />
      <Epochs draft={draft} disabled={disabled} />
      <p className="note">{t('base', { summary: summary(config) })}</p>
      <StartPlan draft={draft} blocked={disabled} onStart={onStart} label={t('start')} primary />
      <CopyButton text={link} copied={t('copied')} failed={t('copyFailed')}>
        {t('copy')}
      </CopyButton>
    </div>
  );
}

/** Those of the configuration, unless the sweep compares them. */
function Epochs({ draft, disabled }: { draft: AxesDraft; disabled: boolean }) {
  const t = useTranslations('sweep');
  const id = useId();
  const { commands, store } = useApp();
  const epochs = useAppState((state) => state.config.epochs);
  const locked = useAppState((state) => state.assignment.lock.includes('epochs'));
  if (draft.axes.some(({ field }) => field === 'epochs')) return null;
  return (
    <div className="sweep-field sweep-short">
      <label htmlFor={id}>{t('epochs')}</label>
      <NumberInput
        id={id}
        disabled={disabled || locked}
        value={String(epochs)}
        onCommit={(text) => {
          const value = readField('epochs', text, store.getState().config.data);
          if (value !== null) commands.setField('epochs', value);
        }}
      />
    </div>
  );
}
