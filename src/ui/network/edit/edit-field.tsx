// A value that is changed by typing or by dragging; the network follows while it is dragged.

import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Edit } from '../../../contract/edit.ts';
import { useApp } from '../../app-context.tsx';
import { NumberInput } from '../../kit/number-input.tsx';
import { createEditLoop } from './edit-loop.ts';
import type { Edits } from './use-edits.ts';

interface EditFieldProps {
  name: string;
  value: number;
  text: (value: number) => string;
  /** The slider goes from minus this value to it, further for a larger value. */
  range: number;
  /** Steps of the slider from zero to an end. */
  steps: number;
  /** The largest absolute value that can be typed. */
  largest: number;
  /** The edit that sets the value. */
  editOf: (value: number) => Edit;
  edit: Edits['edit'];
}

/** Least milliseconds between two edits of a drag. */
const INTERVAL = 100;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, INTERVAL));

/** For another value it needs another key. */
export function EditField({ name, value, text, range, steps, largest, editOf, edit }: EditFieldProps) {
  const t = useTranslations('edit');
  const { store } = useApp();
  const id = useId();
  /** What was set, until the network has it; null for the network's value. */
  const [draft, setDraft] = useState<number | null>(null);
  if (draft !== null && Math.fround(draft) === Math.fround(value)) setDraft(null);
  const shown = draft ?? value;
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
    loop.change(editOf(next), continues);
  };
  const endDrag = () => (dragging.current = false);
  return (
    <div className="edit-field">
      <label htmlFor={id}>{name}</label>
      <NumberInput
        id={id}
        value={text(shown)}
        onCommit={(content) => {
          const digits = content.replace('×', '').replace('−', '-').replace(',', '.').trim();
          if (digits !== '' && Math.abs(Number(digits)) <= largest) set(Number(digits), false);
        }}
      />
      <input
        type="range"
        aria-label={t('slider', { name })}
        aria-valuetext={text(shown)}
        min={-end}
        max={end}
        step={end / steps}
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
