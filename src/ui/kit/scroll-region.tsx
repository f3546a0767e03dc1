// A region that scrolls where its content is too large, also by keyboard.

import type { CSSProperties, ReactNode, Ref, UIEventHandler } from 'react';

interface ScrollRegionProps {
  className: string;
  /** The accessible name. */
  label: string;
  style?: CSSProperties;
  ref?: Ref<HTMLDivElement>;
  onScroll?: UIEventHandler<HTMLDivElement>;
  children: ReactNode;
}

export function ScrollRegion({ className, label, children, ...scrolling }: ScrollRegionProps) {
  return (
    // It has to be focusable, or the keyboard can't scroll it (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={className} role="group" tabIndex={0} aria-label={label} {...scrolling}>
      {children}
    </div>
  );
}
