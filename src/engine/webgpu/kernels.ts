// The manifest of kernels: in which order they make a step, and how many threads a batch needs.

import { IMAGE_PIXELS, parameterLayout } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';
import { C1_PARTS, THREADS } from './constants.ts';
import common from './kernels/common.wgsl?raw';
import conv1WeightGradient from './kernels/conv1-weight-gradient.wgsl?raw';
import conv1 from './kernels/conv1.wgsl?raw';
import conv2InputGradient from './kernels/conv2-input-gradient.wgsl?raw';
import conv2WeightGradient from './kernels/conv2-weight-gradient.wgsl?raw';
import conv2 from './kernels/conv2.wgsl?raw';
import head from './kernels/head.wgsl?raw';
import update from './kernels/update.wgsl?raw';

export interface Kernel {
  /** Of the entry point, and in messages. */
  name: string;
  source: string;
  /** Workgroups for a batch of `samples`. */
  workgroups: (samples: number) => number;
}

const text = (source: string) => `${common}\n${source}`;

/** The kernels of one training step, or of one batch of a forward pass, in their order. */
export function layeredPlan({ model }: EngineSpec, training: boolean): readonly Kernel[] {
  const { c1, c3 } = model;
  const pairs = { c1: Math.ceil(c1 / 2), c3: Math.ceil(c3 / 2) };
  const threads = (perSample: number) => (samples: number) => Math.ceil((samples * perSample) / THREADS);
  const forward: Kernel[] = [
    { name: 'conv1', source: text(conv1), workgroups: threads(IMAGE_PIXELS / 4) },
    { name: 'conv2', source: text(conv2), workgroups: threads(25 * pairs.c3) },
    { name: 'head', source: text(head), workgroups: (samples) => samples },
  ];
  if (!training) return forward;
  const updateWorkgroups = Math.ceil(parameterLayout(model).size / THREADS) + 1;
  return [
    ...forward,
    {
      name: 'conv2InputGradient',
      source: text(conv2InputGradient),
      workgroups: threads(49 * pairs.c1),
    },
    {
      name: 'conv2WeightGradient',
      source: text(conv2WeightGradient),
      workgroups: threads(5 * c1 * pairs.c3),
    },
    {
      name: 'conv1WeightGradient',
      source: text(conv1WeightGradient),
      workgroups: threads(5 * pairs.c1 * C1_PARTS),
    },
    { name: 'update', source: text(update), workgroups: () => updateWorkgroups },
  ];
}
