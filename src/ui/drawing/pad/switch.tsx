// A checkbox with its label, for the tools of the drawing panel.

import type { ReactNode } from 'react';

interface SwitchProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ children, checked, onChange }: SwitchProps) {
  return (
    <label className="drawing-switch">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
