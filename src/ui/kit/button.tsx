// A button that keeps the keyboard's focus while it is inactive: aria-disabled instead of disabled.

import type { MouseEvent, ReactNode, Ref } from 'react';

interface ButtonProps {
  children: ReactNode;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
  /** Pressing does nothing. The caller shows the reason elsewhere. */
  inactive?: boolean;
  look?: 'primary' | 'plain' | 'quiet';
  /** Text for screen readers in place of `children`, where those are a symbol. */
  label?: string;
  /** Of a button that shows and hides something. */
  expanded?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const LOOKS = { primary: 'button button-primary', plain: 'button', quiet: 'button button-quiet' };

export function Button({
  children,
  onPress,
  inactive = false,
  look = 'plain',
  label,
  expanded,
  ref,
}: ButtonProps) {
  return (
    <button
      type="button"
      ref={ref}
      className={LOOKS[look]}
      aria-disabled={inactive || undefined}
      aria-expanded={expanded}
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
