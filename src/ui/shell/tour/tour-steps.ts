// The steps of the tour in order: what each opens, and the region that it is about.

import type { UnitLayer } from '../../../store/state.ts';
import type { View } from '../../../store/view.ts';

export interface TourStep {
  name: 'run' | 'convolution' | 'pooling' | 'step' | 'epoch' | 'result' | 'confusion' | 'challenge';
  /** Null for a region that is always shown. */
  view: View | null;
  /** The ids of headings of regions. The step is about the first one that is shown. */
  headings: readonly string[];
  /** The layer whose first map is opened in the network. */
  layer?: UnitLayer;
}

export const TOUR_STEPS: readonly TourStep[] = [
  { name: 'run', view: null, headings: ['run-title'] },
  { name: 'convolution', view: 'network', headings: ['calculation-title', 'network-title'], layer: 'c1' },
  { name: 'pooling', view: 'network', headings: ['calculation-title', 'network-title'], layer: 's2' },
  // The view opens a weight by itself, once there is a step.
  { name: 'step', view: 'step', headings: ['step-calculation-title', 'step-title'] },
  { name: 'epoch', view: 'results', headings: ['log-title'] },
  { name: 'result', view: 'results', headings: ['result-title'] },
  { name: 'confusion', view: 'results', headings: ['confusion-title'] },
  { name: 'challenge', view: 'challenge', headings: ['challenge-title'] },
];

/** Whether a step opens a value or a weight, whose region has the first of its headings. */
export function opens(name: TourStep['name']): name is 'convolution' | 'pooling' | 'step' {
  return name === 'convolution' || name === 'pooling' || name === 'step';
}
