// The links to the views. Alt with a digit opens one from anywhere on the page.

import { useEffect, type CSSProperties, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { isShown } from '../../contract/assignment.ts';
import { pageAddress } from '../../store/page-address.ts';
import { listedViews, VIEWS, viewLink, type View } from '../../store/view.ts';
import { useApp, useAppState } from '../app-context.tsx';
import './navigation.css';

/** Paths on a 20x20 grid. */
const ICON_PATHS: Record<View, string> = {
  network:
    'M3 5h3v3H3zM3 12h3v3H3zM8.5 8.5h3v3h-3zM14 5h3v3h-3zM14 12h3v3h-3zM6 6.5l2.5 2.5M6 13.5 8.5 11M11.5 9 14 6.5M11.5 11l2.5 2.5',
  step: 'M3 4v12M17 10H7M11 6l-4 4 4 4',
  results: 'M3 3h4v4H3zM8 8h4v4H8zM13 13h4v4h-4zM3 13h4v4H3zM13 3h4v4h-4z',
  gallery: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z',
  draw: 'M4 16l1-4 8.5-8.5 3 3L8 15zM12 5l3 3',
  challenge: 'M6 3h8v5a4 4 0 0 1-8 0zM6 5H3c0 3 1 4 3 4M14 5h3c0 3-1 4-3 4M10 12v3M7 17h6',
  data: 'M4 5.5c0-1.4 2.7-2.5 6-2.5s6 1.1 6 2.5v9c0 1.4-2.7 2.5-6 2.5s-6-1.1-6-2.5zM4 5.5C4 6.9 6.7 8 10 8s6-1.1 6-2.5M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5',
  runs: 'M3 3v14h14M6 13l3-4 3 2 4-6M6 8l3-2 3 8 4-1',
  sweep: 'M3 17V3M3 17h14M6 14c2-1 3-6 10-7M6 15c4-1 6-4 10-4M6 13c1-4 3-9 10-9',
  setup: 'M3 6h8M15 6h2M13 4v4M3 14h3M10 14h7M8 12v4',
};

function Icon({ view }: { view: View }) {
  return (
    <svg className="views-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={ICON_PATHS[view]} />
    </svg>
  );
}

/** Links in one row of a phone. */
const MOST_IN_ROW = 5;

/** The digit of a view: 1 … 9 for the first nine, 0 for the tenth. */
const digitOf = (view: View) => (VIEWS.indexOf(view) + 1) % 10;

/** The view of a key press: its digit with Alt. */
function viewOfKey({ altKey, ctrlKey, metaKey, shiftKey, code }: KeyboardEvent): View | undefined {
  const digit = /^Digit(\d)$/.exec(code);
  return altKey && !ctrlKey && !metaKey && !shiftKey && digit
    ? VIEWS.find((view) => digitOf(view) === Number(digit[1]))
    : undefined;
}

export function Navigation() {
  const t = useTranslations('views');
  const { commands } = useApp();
  const current = useAppState((state) => state.view);
  const config = useAppState((state) => state.config);
  const assignment = useAppState((state) => state.assignment);
  const sweep = useAppState((state) => state.sweepDraft);
  const listed = listedViews(assignment, current);
  // On a phone.
  const rows = listed.length > MOST_IN_ROW ? 2 : 1;
  const page = pageAddress();

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const view = viewOfKey(event);
      if (!view || !isShown(assignment, view)) return;
      event.preventDefault();
      commands.show(view);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands, assignment]);

  const open = (event: MouseEvent, view: View) => {
    // The browser opens another tab or window.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    commands.show(view);
  };
  return (
    <nav
      className="views"
      aria-label={t('label')}
      data-rows={rows}
      style={{ '--columns': Math.ceil(listed.length / rows) } as CSSProperties}
    >
      {listed.map((view) => (
        <a
          key={view}
          href={`${page}${viewLink(config, view, assignment, sweep)}`}
          aria-current={view === current ? 'page' : undefined}
          aria-keyshortcuts={`Alt+${digitOf(view)}`}
          onClick={(event) => open(event, view)}
        >
          <Icon view={view} />
          {t(view)}
        </a>
      ))}
    </nav>
  );
}
