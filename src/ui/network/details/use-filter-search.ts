// Searches the training images for those that a map responds to most, in portions, so that it can show its progress and be
// left at any time.

import { useEffect, useRef, useState } from 'react';
import type { FilterExample, FilterExamplesRequest } from '../../../contract/filter-examples.ts';
import { IMAGE_PIXELS } from '../../../contract/model.ts';
import { strongest } from '../../../explain/filter-examples.ts';
import { useApp } from '../../app-context.tsx';

export const SEARCHED = 2000;
const PORTION = 250;

export interface FoundExample extends FilterExample {
  /** [28, 28] */
  pixels: Uint8Array;
  label: number;
}

export interface FilterSearch {
  state: 'searching' | 'done' | 'no-data';
  searched: number;
  found: readonly FoundExample[];
}

export function useFilterSearch(): {
  search: FilterSearch | null;
  start: (filter: Omit<FilterExamplesRequest, 'first' | 'count'>) => void;
} {
  const { commands } = useApp();
  const [search, setSearch] = useState<FilterSearch | null>(null);
  const current = useRef(0);
  useEffect(
    () => () => {
      current.current++;
      // While another view is shown it is not continued, and can be started again.
      setSearch((before) => (before?.state === 'searching' ? null : before));
    },
    [],
  );
  const run = async (filter: Omit<FilterExamplesRequest, 'first' | 'count'>) => {
    const mine = ++current.current;
    let found: FoundExample[] = [];
    let searched = 0;
    setSearch({ state: 'searching', searched, found });
    for (let first = 0; first < SEARCHED; first += PORTION) {
      const answer = await commands.filterExamples({ ...filter, first, count: PORTION });
      if (current.current !== mine) return;
      if (!answer) break;
      const more = answer.examples.map((example, i) => ({
        ...example,
        pixels: answer.pixels.subarray(i * IMAGE_PIXELS, (i + 1) * IMAGE_PIXELS),
        label: answer.labels[i]!,
      }));
      found = strongest([...found, ...more]);
      searched += answer.searched;
      setSearch({ state: 'searching', searched, found });
    }
    setSearch({ state: searched > 0 ? 'done' : 'no-data', searched, found });
  };
  return { search, start: (filter) => void run(filter) };
}
