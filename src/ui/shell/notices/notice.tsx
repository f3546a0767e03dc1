// A notice: a title, a text, and buttons.

import { useId, type ReactNode } from 'react';
import './notices.css';

interface NoticeProps {
  title: string;
  children: ReactNode;
  actions: ReactNode;
  /** Announced by screen readers, because it can appear at any time. */
  live?: boolean;
}

export function Notice({ title, children, actions, live = false }: NoticeProps) {
  const id = useId();
  return (
    <section className="notice" aria-labelledby={id} role={live ? 'status' : undefined}>
      <div>
        <h2 className="notice-title" id={id}>
          {title}
        </h2>
        <p>{children}</p>
      </div>
      <div className="notice-actions">{actions}</div>
    </section>
  );
}
