// One field of the configuration as a labelled control with its explanation and bounds.

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { fieldsOf } from '../../contract/config.ts';
import { readField } from '../../contract/url.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { NumberInput } from '../kit/number-input.tsx';
import type { FormField } from './field-groups.ts';
import { useChoiceName, type Choice } from '../use-choice-name.ts';

interface ControlProps {
  field: FormField;
  id: string;
  describedBy: string;
  disabled: boolean;
}

/** Sets a field from the text of its control. Invalid text changes nothing. */
function useSetField(field: FormField): (text: string) => void {
  const { commands, store } = useApp();
  return (text) => {
    const value = readField(field, text, store.getState().config.data);
    if (value !== null) commands.setField(field, value);
  };
}

function Control({ field, id, describedBy, disabled }: ControlProps) {
  const value = useAppState((state) => state.config[field]);
  const set = useSetField(field);
  const choiceName = useChoiceName();
  const spec = useAppState((state) => fieldsOf(state.config.data)[field]);
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          id={id}
          describedBy={describedBy}
          disabled={disabled}
          value={String(value)}
          onCommit={set}
        />
      );
    case 'choice':
      return (
        <select
          className="select"
          id={id}
          aria-describedby={describedBy}
          disabled={disabled}
          value={String(value)}
          onChange={(event) => set(event.target.value)}
        >
          {spec.values.map((choice) => (
            <option key={choice} value={choice}>
              {choiceName(choice as Choice)}
            </option>
          ))}
        </select>
      );
    case 'switch':
      return (
        <input
          type="checkbox"
          className="checkbox"
          id={id}
          aria-describedby={describedBy}
          disabled={disabled || spec.only !== undefined}
          checked={value === true}
          onChange={(event) => set(event.target.checked ? 'on' : 'off')}
        />
      );
    case 'dataset':
      // Chosen with the data, not in the form.
      return null;
    default:
      return spec satisfies never;
  }
}

export function ConfigFieldControl({ field, disabled }: { field: FormField; disabled: boolean }) {
  const t = useTranslations('config');
  const id = useId();
  const noteId = useId();
  const spec = useAppState((state) => fieldsOf(state.config.data)[field]);
  const locked = useAppState((state) => state.assignment.lock.includes(field));
  const bounds = 'min' in spec ? t('range', { min: String(spec.min), max: String(spec.max) }) : null;
  return (
    <div className="config-field" data-kind={spec.kind}>
      <label htmlFor={id}>{t(`fields.${field}.label`)}</label>
      <Control field={field} id={id} describedBy={noteId} disabled={disabled || locked} />
      <p className="note" id={noteId}>
        {t(`fields.${field}.note`)} {bounds}
        {locked && <strong className="config-locked-field">{t('lockedField')}</strong>}
      </p>
    </div>
  );
}
