// One axis of a sweep: its field and its values.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { axisValues, isWhole, type Axis, type SweepField } from '../../contract/sweep.ts';
import { axisOfKind, boundsOf, choicesOf, firstAxis, sweepFields } from '../../store/sweep-draft.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { listText, readList, readNumber } from './axis-text.ts';
import { useFieldWords } from './use-sweep-words.ts';

interface AxisEditorProps {
  label: string;
  axis: Axis | null;
  /** Fields that can't be chosen. */
  taken: readonly SweepField[];
  /** Whether there may be no axis. */
  optional: boolean;
  disabled: boolean;
  onChange: (axis: Axis | null) => void;
}

export function AxisEditor({ label, axis, taken, optional, disabled, onChange }: AxisEditorProps) {
  const t = useTranslations('sweep');
  const id = useId();
  const { store } = useApp();
  const data = useAppState((state) => state.config.data);
  const { fieldName } = useFieldWords();
  const choose = (value: string) => {
    const field = sweepFields(data).find((known) => known === value);
    onChange(field ? firstAxis(field, store.getState().config) : null);
  };
  return (
    <div className="sweep-axis">
      <div className="sweep-field">
        <label htmlFor={id}>{label}</label>
        <select
          className="select"
          id={id}
          disabled={disabled}
          value={axis?.field ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          {optional && <option value="">{t('noField')}</option>}
          {sweepFields(data)
            .filter((field) => !taken.includes(field))
            .map((field) => (
              <option key={field} value={field}>
                {fieldName(field)}
              </option>
            ))}
        </select>
      </div>
      {axis && <AxisValues axis={axis} data={data} disabled={disabled} onChange={onChange} />}
    </div>
  );
}

interface AxisValuesProps {
  axis: Axis;
  data: string;
  disabled: boolean;
  onChange: (axis: Axis) => void;
}

function AxisValues({ axis, data, disabled, onChange }: AxisValuesProps) {
  const t = useTranslations('sweep');
  const { fieldName, valueText } = useFieldWords();
  const { field } = axis;
  const choices = choicesOf(field, data);
  if (choices) {
    const chosen = axisValues(axis);
    return (
      <fieldset className="sweep-choices" aria-label={t('kind', { field: fieldName(field) })}>
        {choices.map((choice) => (
          <label key={String(choice)}>
            <input
              type="checkbox"
              className="checkbox"
              disabled={disabled}
              checked={chosen.includes(choice)}
              onChange={(event) => {
                const values = choices.filter((value) =>
                  value === choice ? event.target.checked : chosen.includes(value),
                );
                // Without any value there would be nothing to train.
                if (values.length > 0) onChange({ kind: 'list', field, values });
              }}
            />
            {valueText(field, choice)}
          </label>
        ))}
      </fieldset>
    );
  }
  const kinds = isWhole(field)
    ? (['log', 'linear', 'whole', 'list'] as const)
    : (['log', 'linear', 'list'] as const);
  return (
    <>
      <Segmented
        label={t('kind', { field: fieldName(field) })}
        value={axis.kind}
        options={kinds.map((kind) => ({ value: kind, content: t(`kinds.${kind}`) }))}
        onChange={(kind) => onChange(axisOfKind(axis, kind, axisValues(axis)))}
      />
      <NumberValues {...{ axis, data, disabled, onChange }} />
    </>
  );
}

function NumberValues({ axis, data, disabled, onChange }: AxisValuesProps) {
  const t = useTranslations('sweep');
  const id = useId();
  const { field } = axis;
  const { min, max } = boundsOf(field, data) as { min: number; max: number };
  const bounds = { min: String(min), max: String(max) };
  const read = (text: string, withValue: (value: number) => Axis) => {
    const value = readNumber(field, text, data);
    if (value !== null) onChange(withValue(value));
  };
  if (axis.kind === 'list') {
    return (
      <div className="sweep-field">
        <label htmlFor={id}>{t('values')}</label>
        <NumberInput
          id={id}
          describedBy={`${id}-note`}
          disabled={disabled}
          value={listText(axis.values)}
          onCommit={(text) => {
            const values = readList(field, text, data);
            if (values) onChange({ ...axis, values });
          }}
        />
        <p className="note" id={`${id}-note`}>
          {t('valuesNote', bounds)}
        </p>
      </div>
    );
  }
  const values = axisValues(axis);
  return (
    <>
      <div className="sweep-range">
        {(['from', 'to'] as const).map((end) => (
          <div className="sweep-field" key={end}>
            <label htmlFor={`${id}-${end}`}>{t(end)}</label>
            <NumberInput
              id={`${id}-${end}`}
              describedBy={`${id}-note`}
              disabled={disabled}
              value={String(axis[end])}
              onCommit={(text) =>
                // A ratio needs ends above 0.
                read(text, (value) => (axis.kind === 'log' && value <= 0 ? axis : { ...axis, [end]: value }))
              }
            />
          </div>
        ))}
        {axis.kind !== 'whole' && (
          <div className="sweep-field">
            <label htmlFor={`${id}-count`}>{t('count')}</label>
            <NumberInput
              id={`${id}-count`}
              disabled={disabled}
              value={String(axis.count)}
              onCommit={(text) => {
                const count = Number(text);
                if (Number.isInteger(count) && count >= 2) onChange({ ...axis, count });
              }}
            />
          </div>
        )}
      </div>
      <p className="note" id={`${id}-note`}>
        {t('rangeNote', bounds)} {values.length <= SHOWN_VALUES && t('listed', { values: listText(values) })}
      </p>
    </>
  );
}

/** More values of a range are not listed. */
const SHOWN_VALUES = 12;
