// A text field for a number. It commits on Enter and on blur; text that can't be read is replaced by the old value.

import { useState } from 'react';

interface NumberInputProps {
  id: string;
  value: string;
  disabled?: boolean;
  describedBy?: string;
  /** Called with the text. An accepted value comes back as `value`. */
  onCommit: (text: string) => void;
}

export function NumberInput({ id, value, disabled, describedBy, onCommit }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <input
      className="input"
      id={id}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      disabled={disabled}
      aria-describedby={describedBy}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
