// A button that can be out of use without losing the keyboard's focus: aria-disabled instead of disabled.

import type { MouseEvent, ReactNode } from 'react';

interface ButtonProps {
  children: ReactNode;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
  /** The reason, if any, is told elsewhere. */
  inactive?: boolean;
  look?: 'primary' | 'plain' | 'quiet';
  /** What is read instead of `children`, where those are a sign. */
  label?: string;
}

const LOOKS = { primary: 'button button-primary', plain: 'button', quiet: 'button button-quiet' };

export function Button({ children, onPress, inactive = false, look = 'plain', label }: ButtonProps) {
  return (
    <button
      type="button"
      className={LOOKS[look]}
      aria-disabled={inactive || undefined}
      onClick={(event) => {
        if (!inactive) onPress(event);
      }}
    >
      {label === undefined ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <span className="visually-hidden">{label}</span>
        </>
      )}
    </button>
  );
}
