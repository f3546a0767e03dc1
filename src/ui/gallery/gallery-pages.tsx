// The gallery's page controls: four buttons, and arrow keys, Home and End while the focus is among them.

import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';

const ICONS = {
  first: 'M11.5 3.5 7 8l4.5 4.5M4.5 3.5v9',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  last: 'M4.5 3.5 9 8l-4.5 4.5M11.5 3.5v9',
} as const;
type Turn = keyof typeof ICONS;
const KEYS: Readonly<Record<string, Turn>> = {
  Home: 'first',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  End: 'last',
};

interface GalleryPagesProps {
  /** From 0. */
  page: number;
  count: number;
  onTurn: (page: number) => void;
}

export function GalleryPages({ page, count, onTurn }: GalleryPagesProps) {
  const t = useTranslations('gallery');
  const targets = { first: 0, previous: page - 1, next: page + 1, last: count - 1 };
  const possible = (turn: Turn) => targets[turn] !== page && targets[turn] >= 0 && targets[turn] < count;
  const turnTo = (turn: Turn) => {
    if (possible(turn)) onTurn(targets[turn]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const turn = event.altKey || event.ctrlKey || event.metaKey ? undefined : KEYS[event.key];
    if (!turn) return;
    event.preventDefault();
    turnTo(turn);
  };
  // aria-disabled instead of disabled: a button that becomes inactive on the last page keeps the keyboard's focus.
  const button = (turn: Turn) => (
    <button
      type="button"
      className="button"
      aria-label={t(turn)}
      aria-disabled={!possible(turn)}
      onKeyDown={onKeyDown}
      onClick={() => turnTo(turn)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={ICONS[turn]} />
      </svg>
    </button>
  );
  return (
    <nav className="gallery-pages" aria-label={t('pages')} aria-describedby="gallery-keys">
      {button('first')}
      {button('previous')}
      <span className="gallery-page" aria-live="polite">
        {t('page', { page: page + 1, count })}
      </span>
      {button('next')}
      {button('last')}
      <span id="gallery-keys" className="visually-hidden">
        {t('keys')}
      </span>
    </nav>
  );
}
