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
  /** The value is one to start from: what was set counts as this value once a drag has ended. */
  relative?: boolean;
  /** The edit that sets the value. */
  editOf: (value: number) => Edit;
  edit: Edits['edit'];
}

/** Least milliseconds between two edits of a drag. */
const INTERVAL = 100;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, INTERVAL));

/** For another value it needs another key. */
export function EditField(props: EditFieldProps) {
  const { name, value, relative = false, text, range, steps, largest, editOf, edit } = props;
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
  useEffect(
    () =>
      store.subscribe(({ run }, before) => {
        const undone = run.undone !== before.run.undone;
        // An edit that is undone takes with it what was dragged since it was sent.
        if (undone) loop.cancel();
        // Another field's edit may have changed this value before the network showed what was set here.
        if (undone || (run.editVersion !== before.run.editVersion && !loop.isSending())) setDraft(null);
      }),
    [store, loop],
  );
  const set = (next: number, continues: boolean) => {
    setDraft(next);
    loop.change(editOf(next), continues);
  };
  const endDrag = () => {
    dragging.current = false;
    if (relative) setDraft(null);
  };
  return (
    <div className="edit-field">
      <label htmlFor={id}>{name}</label>
      <NumberInput
        id={id}
        value={text(shown)}
        onCommit={(content) => {
          const digits = content.replace('×', '').replace('−', '-').replace(',', '.').trim();
          if (digits === '' || !(Math.abs(Number(digits)) <= largest)) return;
          set(Number(digits), false);
          endDrag();
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
        onPointerUp={relative ? endDrag : undefined}
        // A tap sets the value after its pointer is up.
        onClick={relative ? endDrag : undefined}
        onBlur={endDrag}
        onChange={(event) => {
          set(event.target.valueAsNumber, dragging.current);
          dragging.current = true;
        }}
      />
    </div>
  );
}
