// The steps of the tour in order, each with the id of its region's heading.

export const TOUR_STEPS = [
  { name: 'run', heading: 'run-title' },
  { name: 'epoch', heading: 'log-title' },
  { name: 'convolution', heading: 'model-title' },
  { name: 'pooling', heading: 'model-title' },
  { name: 'result', heading: 'result-title' },
  { name: 'confusion', heading: 'confusion-title' },
  { name: 'challenge', heading: 'challenge-title' },
] as const;

/** Scrolls the region of `heading` into view and marks it. Returns the function that removes the mark. */
export function pointAt(heading: string): () => void {
  const region = document.getElementById(heading)?.closest('section');
  if (!region) return () => undefined;
  region.classList.add('toured');
  region.scrollIntoView({ block: 'start' });
  return () => region.classList.remove('toured');
}
