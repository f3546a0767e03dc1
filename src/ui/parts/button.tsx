// A button that can be out of use without losing the keyboard's focus: aria-disabled instead of disabled.

import type { MouseEvent, ReactNode } from 'react';

interface ButtonProps {
  children: ReactNode;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
  /** The reason, if any, is told elsewhere. */
  inactive?: boolean;
  look?: 'primary' | 'plain' | 'quiet';
  label?: string;
}

const LOOKS = { primary: 'button button-primary', plain: 'button', quiet: 'button button-quiet' };

export function Button({ children, onPress, inactive = false, look = 'plain', label }: ButtonProps) {
  return (
    <button
      type="button"
      className={LOOKS[look]}
      aria-disabled={inactive || undefined}
      aria-label={label}
      onClick={(event) => {
        if (!inactive) onPress(event);
      }}
    >
      {children}
    </button>
  );
}
