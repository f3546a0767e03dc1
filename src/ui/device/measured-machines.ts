// Machines that we measured, with their best engines: docs/benchmarks.md, tables 2 and 3.

import type { EngineName } from '../../contract/config.ts';
import type { ComputeDevice } from '../../contract/device.ts';

export interface MeasuredMachine {
  /** Its name for people. */
  machine: string;
  engine: EngineName;
  device: ComputeDevice;
  /** Milliseconds of a step of 32 images through Classic LeNet. */
  milliseconds: number;
  /** Year and month. */
  date: string;
}

export const MEASURED_MACHINES: readonly MeasuredMachine[] = [
  {
    machine: 'NVIDIA H100',
    engine: 'webgpu',
    device: { kind: 'gpu', adapter: 'NVIDIA H100 80GB' },
    milliseconds: 0.096,
    date: '2026-11',
  },
  {
    machine: 'Intel Xeon',
    engine: 'wasm',
    device: { kind: 'cpu', threads: 8 },
    milliseconds: 0.963,
    date: '2026-11',
  },
  {
    machine: 'AMD EPYC',
    engine: 'wasm',
    device: { kind: 'cpu', threads: 2 },
    milliseconds: 1.95,
    date: '2026-11',
  },
];
