// Members, values and refusals in words.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate, formatPercent } from '../../base/format.ts';
import { configDifferences } from '../../compare/differences.ts';
import type { EngineRefusal, MemberState, SweepRefusal } from '../../contract/sweep-state.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { Rung } from '../../contract/staircase.ts';
import {
  WIDTHS,
  type PlanRefusal,
  type SweepField,
  type SweepMember,
  type SweepPlan,
  type SweepValue,
} from '../../contract/sweep.ts';
import { factsFor } from '../../store/dataset.ts';
import { useAppState } from '../app-context.tsx';
import { useChoiceName, type Choice } from '../use-choice-name.ts';
import { useDifferenceText } from '../use-difference-text.ts';
import type { FormFieldName } from './field-name.ts';

export function useFieldWords() {
  const t = useTranslations('sweep');
  const config = useTranslations('config.fields');
  const choice = useChoiceName();
  const fieldName = (field: SweepField) =>
    field === WIDTHS ? t('fields.widths') : config(`${field as FormFieldName}.label`);
  const valueText = (field: SweepField, value: SweepValue) => {
    if (typeof value === 'boolean') return t(value ? 'on' : 'off');
    // Only choices are text.
    if (typeof value === 'string') return choice(value as Choice);
    if (field === WIDTHS) return t('times', { factor: String(value) });
    return Number.isInteger(value) ? String(value) : formatLearningRate(value);
  };
  return { fieldName, valueText };
}

/** "Learning rate 0.001; Seed 2", or "Pooling, seed 2" on the staircase. */
export function useMemberName(plan: SweepPlan): (member: SweepMember) => string {
  const t = useTranslations('sweep');
  const { fieldName, valueText } = useFieldWords();
  const rungName = useRungName(plan.kind === 'staircase' ? plan.rungs : []);
  return ({ at, values, config }) => {
    if (plan.kind === 'staircase') return t('rung', { rung: rungName(at[0]!), seed: String(config.seed) });
    return values
      .map(({ field, value }) => t('value', { field: fieldName(field), value: valueText(field, value) }))
      .reduce((first, second) => t('and', { first, second }));
  };
}

/** The name of a rung by its place; 0 is the article's. */
export function useRungName(rungs: readonly Rung[]): (place: number) => string {
  const t = useTranslations('sweep.staircase.rungs');
  return (place) => t(place === 0 ? 'article' : rungs[place - 1]!);
}

/** What has to be changed in the first configuration to get the second one; null for nothing. */
export function useChangeText(): (from: SweepMember['config'], to: SweepMember['config']) => string | null {
  const t = useTranslations('sweep');
  const text = useDifferenceText();
  return (from, to) => {
    const words = configDifferences(from, to).map(text);
    return words.length === 0 ? null : words.reduce((first, second) => t('and', { first, second }));
  };
}

export function useStatusText(): (state: MemberState, short?: boolean) => string {
  const t = useTranslations('sweep.status');
  return ({ status, step, totalSteps }, short = false) => {
    switch (status.state) {
      case 'training': {
        const percent = formatPercent(step / totalSteps, 0);
        return short ? percent : t('training', { percent });
      }
      case 'diverged':
        return short ? t('diverged') : t('divergedAt', { epoch: String(status.epoch) });
      case 'failed':
        return short ? t('failedShort') : t(`failed.${status.reason}`, { message: status.message });
      case 'waiting':
      case 'done':
      case 'dropped':
      case 'not-trained':
        return t(status.state);
      default:
        return status satisfies never;
    }
  };
}

/** Why threads train a sweep although its base requests another engine. */
export function useEngineText({ engine }: RunConfig): (refusal: EngineRefusal) => string {
  const t = useTranslations('sweep.progress.engineRefused');
  const requested = useTranslations('engines')(engine);
  return (refusal) => {
    switch (refusal.reason) {
      case 'kinds': {
        const { kinds, limit } = refusal;
        return t(refusal.reason, { engine: requested, kinds: String(kinds), limit: String(limit) });
      }
      case 'failed':
        return t(refusal.reason, { engine: requested, detail: refusal.detail ?? t('noDetail') });
      case 'no-sweeps':
      case 'no-webgpu':
      case 'begun':
        return t(refusal.reason, { engine: requested });
      default:
        return refusal satisfies never;
    }
  };
}

export function useRefusalText(): (refusal: PlanRefusal | SweepRefusal) => string {
  const t = useTranslations('sweep.refusals');
  const own = useAppState((state) => state.ownDatasets);
  const { fieldName, valueText } = useFieldWords();
  return (refusal) => {
    switch (refusal.reason) {
      case 'too-many-members':
        return t(refusal.reason, { count: formatCount(refusal.count), limit: String(refusal.limit) });
      case 'same-field':
      case 'synthetic':
        return t(refusal.reason, { field: fieldName(refusal.field) });
      case 'out-of-bounds': {
        const field = refusal.field as SweepField;
        return t(refusal.reason, { field: fieldName(field), value: valueText(field, refusal.value) });
      }
      case 'locked':
        return t(refusal.reason, { field: fieldName(refusal.field as SweepField) });
      case 'other-data': {
        const { id, name, contentHash } = factsFor({ data: refusal.data, classes: 0 }, own);
        return contentHash === '' ? t('missing-data', { data: id }) : t(refusal.reason, { name });
      }
      case 'damaged':
      case 'unreadable':
      case 'not-deleted':
        return t(refusal.reason, { detail: refusal.detail });
      case 'no-engine':
        return t(`${refusal.reason}.${refusal.engine}`, { message: refusal.message });
      case 'no-axes':
      case 'busy':
      case 'other-tab':
      case 'nothing-saved':
      case 'not-done':
        return t(refusal.reason);
      default:
        return refusal satisfies never;
    }
  };
}
