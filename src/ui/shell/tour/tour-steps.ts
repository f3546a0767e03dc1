// The stations of the walk, in order, each with the heading of the region that it is about.

export const TOUR_STEPS = [
  { name: 'run', heading: 'run-title' },
  { name: 'epoch', heading: 'log-title' },
  { name: 'convolution', heading: 'model-title' },
  { name: 'pooling', heading: 'model-title' },
  { name: 'result', heading: 'result-title' },
  { name: 'confusion', heading: 'confusion-title' },
  { name: 'challenge', heading: 'challenge-title' },
] as const;

/** The region under `heading`, brought into view and marked until the function that comes back is called. */
export function pointAt(heading: string): () => void {
  const region = document.getElementById(heading)?.closest('section');
  if (!region) return () => undefined;
  region.classList.add('toured');
  region.scrollIntoView({ block: 'start' });
  return () => region.classList.remove('toured');
}
