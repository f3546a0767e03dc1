// One weight or bias that is changed by typing or by dragging; the network follows while it is dragged.

import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Edit } from '../../../contract/edit.ts';
import { useApp } from '../../app-context.tsx';
import { NumberInput } from '../../kit/number-input.tsx';
import { exactText } from '../value-text.ts';
import { createEditLoop } from './edit-loop.ts';
import type { Edits } from './use-edits.ts';

interface ParameterFieldProps {
  name: string;
  /** In the flat parameters. Another one needs another key. */
  index: number;
  value: number;
  edit: Edits['edit'];
}

/** Least milliseconds between two edits of a drag. */
const INTERVAL = 100;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, INTERVAL));
const STEPS = 200;
/** Larger ones overflow the outputs. */
const LARGEST = 1000;

export function ParameterField({ name, index, value, edit }: ParameterFieldProps) {
  const t = useTranslations('edit');
  const { store } = useApp();
  const id = useId();
  /** What was set, until the network has it; null for the network's value. */
  const [draft, setDraft] = useState<number | null>(null);
  if (draft !== null && Math.fround(draft) === value) setDraft(null);
  const shown = draft ?? value;
  const [range] = useState(() => Math.max(1, Math.ceil(2 * Math.abs(value))));
  const end = Math.max(range, Math.abs(shown));
  const dragging = useRef(false);
  const loop = useMemo(
    () =>
      createEditLoop(async (wanted: Edit, continues) => {
        if (!(await edit(wanted, continues))) setDraft(null);
      }, pause),
    [edit],
  );
  // An edit that is undone takes with it what was dragged since it was sent.
  useEffect(
    () =>
      store.subscribe(({ run }, before) => {
        if (run.undone === before.run.undone) return;
        loop.cancel();
        setDraft(null);
      }),
    [store, loop],
  );
  const set = (next: number, continues: boolean) => {
    setDraft(next);
    loop.change({ kind: 'set', index, value: next }, continues);
  };
  const endDrag = () => (dragging.current = false);
  return (
    <div className="edit-field">
      <label htmlFor={id}>{name}</label>
      <NumberInput
        id={id}
        value={exactText(shown)}
        onCommit={(text) => {
          const typed = Number(text.trim().replace('−', '-').replace(',', '.'));
          if (text.trim() !== '' && Math.abs(typed) <= LARGEST) set(typed, false);
        }}
      />
      <input
        type="range"
        aria-label={t('slider', { name })}
        aria-valuetext={exactText(shown)}
        min={-end}
        max={end}
        step={end / STEPS}
        value={shown}
        onPointerDown={endDrag}
        onBlur={endDrag}
        onChange={(event) => {
          set(event.target.valueAsNumber, dragging.current);
          dragging.current = true;
        }}
      />
    </div>
  );
}
