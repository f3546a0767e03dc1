// One weight or bias to change by hand.

import { useState } from 'react';
import { exactText } from '../value-text.ts';
import { EditField } from './edit-field.tsx';
import type { Edits } from './use-edits.ts';

interface ParameterFieldProps {
  name: string;
  /** In the flat parameters. Another one needs another key. */
  index: number;
  value: number;
  edit: Edits['edit'];
}

const STEPS = 200;
/** Larger ones overflow the outputs. */
const LARGEST = 1000;

export function ParameterField({ name, index, value, edit }: ParameterFieldProps) {
  const [range] = useState(() => Math.max(1, Math.ceil(2 * Math.abs(value))));
  return (
    <EditField
      name={name}
      value={value}
      text={exactText}
      range={range}
      steps={STEPS}
      largest={LARGEST}
      editOf={(next) => ({ kind: 'set', index, value: next })}
      edit={edit}
    />
  );
}
