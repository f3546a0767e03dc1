// The rows that a plot's curves and tooltip read. They change four times a second, and a context keeps Recharts from
// laying out the plot each time.

import { createContext } from 'react';
import type { PlotRows } from './chart-data.ts';

/** `floor`: values below it are drawn at it. */
export const RowsContext = createContext<PlotRows & { floor: number }>({
  steps: [],
  epochRows: [],
  best: null,
  floor: 0,
});
