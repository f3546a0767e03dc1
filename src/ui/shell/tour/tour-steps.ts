// The steps of the tour in order, each with its view and the id of its region's heading.

import type { View } from '../../../store/view.ts';

interface TourStep {
  name: 'run' | 'convolution' | 'pooling' | 'step' | 'epoch' | 'result' | 'confusion' | 'challenge';
  /** Null for a region that is always shown. */
  view: View | null;
  heading: string;
}

export const TOUR_STEPS: readonly TourStep[] = [
  { name: 'run', view: null, heading: 'run-title' },
  { name: 'convolution', view: 'network', heading: 'network-title' },
  { name: 'pooling', view: 'network', heading: 'network-title' },
  { name: 'step', view: 'step', heading: 'step-title' },
  { name: 'epoch', view: 'results', heading: 'log-title' },
  { name: 'result', view: 'results', heading: 'result-title' },
  { name: 'confusion', view: 'results', heading: 'confusion-title' },
  { name: 'challenge', view: 'challenge', heading: 'challenge-title' },
];

/** Calls `act` once the element of `id` is displayed. Returns the function that stops the waiting. */
export function whenShown(id: string, act: (element: HTMLElement) => void): () => void {
  const observer = new MutationObserver(() => look());
  const look = (): boolean => {
    const element = document.getElementById(id);
    // A closed view is not displayed, and a panel may still be loading.
    if (!element || element.getClientRects().length === 0) return false;
    observer.disconnect();
    act(element);
    return true;
  };
  // React hides a closed view by a style.
  if (!look())
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['style'],
    });
  return () => observer.disconnect();
}

/** Scrolls the region of `heading` into view and marks it, once it is shown. Returns the function that removes the mark. */
export function markRegion(heading: string): () => void {
  let region: HTMLElement | null = null;
  const stop = whenShown(heading, (element) => {
    region = element.closest('section');
    region?.classList.add('toured');
    region?.scrollIntoView({ block: 'start' });
  });
  return () => {
    stop();
    region?.classList.remove('toured');
  };
}
