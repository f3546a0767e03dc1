// The rows that a plot's curves and its tooltip read. A context and no property: what changes four times a second must not
// let Recharts work anew.

import { createContext } from 'react';
import type { PlotRows } from './chart-data.ts';

export const RowsContext = createContext<PlotRows & { floor: number }>({
  steps: [],
  epochRows: [],
  best: null,
  floor: 0,
});
