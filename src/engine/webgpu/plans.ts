// The plans: which kernels make a step, in which order, and with how many workgroups for a batch.

import { IMAGE_PIXELS } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';
import { fusedWorkgroupBytes, optimizerText, THREADS, updateWorkgroups, type Tuning } from './constants.ts';
import activations from './kernels/activations.wgsl?raw';
import common from './kernels/common.wgsl?raw';
import conv1WeightGradient from './kernels/conv1-weight-gradient.wgsl?raw';
import conv1 from './kernels/conv1.wgsl?raw';
import conv2InputGradient from './kernels/conv2-input-gradient.wgsl?raw';
import conv2WeightGradient from './kernels/conv2-weight-gradient.wgsl?raw';
import conv2 from './kernels/conv2.wgsl?raw';
import dense from './kernels/dense.wgsl?raw';
import gather from './kernels/gather.wgsl?raw';
import fused from './kernels/fused.wgsl?raw';
import fusedValues from './kernels/fused-values.wgsl?raw';
import layered from './kernels/layered.wgsl?raw';
import layeredValues from './kernels/layered-values.wgsl?raw';
import update from './kernels/update.wgsl?raw';

export const PLAN_NAMES = ['fused', 'layered'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

export interface Kernel {
  /** Of the entry point, and in messages. */
  name: string;
  source: string;
  /** Workgroups for a batch of `samples`. */
  workgroups: (samples: number) => number;
}

/** Kernels one after another, tuned alike. */
interface Sequence {
  tuning: Tuning;
  kernels: readonly Kernel[];
}

export interface Plan {
  /** Of one training step. */
  training: Sequence;
  /** Of one batch of a forward pass: layered in both plans, as it has no wait worth saving. */
  scoring: Sequence;
  /** Of one picture whose layers' outputs are wanted. */
  activations: Sequence;
}

const layers = [gather, conv1, conv2, conv2InputGradient, conv2WeightGradient, conv1WeightGradient];
const LAYERED = [common, dense, layeredValues, ...layers, layered].join('\n');
const FUSED = [common, dense, fusedValues, ...layers, fused].join('\n');

/** What `fused` needs has to fit into the memory of a workgroup. */
const FUSED_TUNING: Tuning = { sampleThreads: 256, lanes: 8, c1Parts: 14, c1Summed: true };
const LAYERED_TUNING: Tuning = { sampleThreads: 256, lanes: 8, c1Parts: 4, c1Summed: false };
/** A GPU in software has no lanes to fill, and pays for every barrier. */
const SOFTWARE_TUNING: Tuning = { sampleThreads: 64, lanes: 2, c1Parts: 4, c1Summed: false };

/** Whether a device whose workgroups have `bytes` of memory can run the fused plan. */
export function fusedFits({ model }: EngineSpec, bytes: number): boolean {
  return fusedWorkgroupBytes(model, FUSED_TUNING) <= bytes;
}

/** The plan `name` for `spec`; `software` tells how it is tuned. */
export function makePlan(name: PlanName, spec: EngineSpec, software: boolean): Plan {
  const updateGroups = updateWorkgroups(spec.model);
  const updating: Kernel = {
    name: 'update',
    source: [optimizerText(spec), common, update].join('\n'),
    workgroups: () => updateGroups,
  };
  const layered = software ? SOFTWARE_TUNING : LAYERED_TUNING;
  const { forward, backward } = layeredKernels(spec, layered);
  const scoring = { tuning: layered, kernels: forward };
  const keeping: Kernel = {
    name: 'activationsLayer',
    source: [common, dense, layeredValues, activations].join('\n'),
    workgroups: () => 1,
  };
  const inside = { tuning: layered, kernels: [...forward.slice(0, -1), keeping] };
  switch (name) {
    case 'fused': {
      const whole: Kernel = { name: 'fused', source: FUSED, workgroups: (samples) => samples };
      return { training: { tuning: FUSED_TUNING, kernels: [whole, updating] }, scoring, activations: inside };
    }
    case 'layered':
      return {
        training: { tuning: layered, kernels: [...forward, ...backward, updating] },
        scoring,
        activations: inside,
      };
    default:
      return name satisfies never;
  }
}

function layeredKernels({ model }: EngineSpec, { c1Parts }: Tuning) {
  const { c1, c3 } = model;
  const pairs = { c1: Math.ceil(c1 / 2), c3: Math.ceil(c3 / 2) };
  const layer = (name: string, itemsPerSample: number): Kernel => ({
    name,
    source: LAYERED,
    workgroups: (samples) => Math.ceil((samples * itemsPerSample) / THREADS),
  });
  return {
    forward: [
      layer('gatherLayer', IMAGE_PIXELS),
      layer('conv1Layer', IMAGE_PIXELS / 4),
      layer('conv2Layer', 25 * pairs.c3),
      { name: 'denseLayer', source: LAYERED, workgroups: (samples: number) => samples },
    ],
    backward: [
      layer('conv2InputGradientLayer', 14 * pairs.c1),
      layer('conv2WeightGradientLayer', 5 * c1 * pairs.c3),
      layer('conv1WeightGradientLayer', 5 * pairs.c1 * c1Parts),
    ],
  };
}
