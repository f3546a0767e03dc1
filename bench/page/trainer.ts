// The interface of every system in the browser, and the messages of its worker.

import type { ComputeDevice } from '../../src/contract/device.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { System } from '../systems.ts';

export interface Material {
  dataset: Pick<Dataset, 'images' | 'labels'>;
  /** In the flat layout of contract/model.ts. */
  parameters: Float32Array;
}

export interface Trainer {
  device: ComputeDevice;
  /** Trains full batches of plain sample words. Resolves with each step's loss after one wait for the device. */
  train(words: Uint32Array): Promise<ArrayLike<number>>;
  /** The parameters in the flat layout. */
  read(): Promise<Float32Array>;
}

export type CreateTrainer = (system: System, material: Material) => Promise<Trainer>;

export interface Started {
  device: ComputeDevice;
}

/** Time and losses of consecutive steps. */
export interface TimedSteps {
  milliseconds: number;
  losses: number[];
}

export type Request =
  | { type: 'start'; system: System; dataset: Material['dataset'] }
  | { type: 'run'; steps: number }
  | { type: 'read' };

export type Answer = { value: Started | TimedSteps | number[] } | { error: string };
