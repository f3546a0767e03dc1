// Machines that we measured, with their best engines: docs/benchmarks.md, tables 2 and 3.

import type { EngineName } from '../../contract/config.ts';

export interface MeasuredMachine {
  machine: string;
  engine: EngineName;
  /** Milliseconds of a step of 32 images through Classic LeNet. */
  milliseconds: number;
  /** Year and month. */
  date: string;
}

export const MEASURED_MACHINES: readonly MeasuredMachine[] = [
  { machine: 'NVIDIA H100', engine: 'webgpu', milliseconds: 0.096, date: '2026-11' },
  { machine: 'Intel Xeon, 8 × CPU', engine: 'wasm', milliseconds: 0.963, date: '2026-11' },
  { machine: 'AMD EPYC, 2 × CPU', engine: 'wasm', milliseconds: 1.15, date: '2026-11' },
];
