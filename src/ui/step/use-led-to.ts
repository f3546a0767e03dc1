// Leads a person who pressed a parameter in another view to its calculation.

import { useEffect, useRef, type RefObject } from 'react';

/**
 * Once for each new `parameter`: the section of `target` scrolls into view. `fallback` stands in while `target` is not
 * shown. The focus moves where it was lost with the view that was left.
 */
export function useLedTo(
  parameter: object | null,
  shown: 'waiting' | 'none' | 'explained',
  target: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void {
  const ledFor = useRef<object | null>(null);
  useEffect(() => {
    if (!parameter || parameter === ledFor.current || shown === 'waiting') return;
    const element = shown === 'explained' ? target.current : fallback.current;
    const { activeElement, body } = document;
    const lost = !activeElement || activeElement === body || !activeElement.checkVisibility();
    if (lost) element?.focus({ preventScroll: true });
    if (shown === 'none') return;
    ledFor.current = parameter;
    element?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [parameter, shown, target, fallback]);
}
