// The plans: the kernels of a step, their order, and their workgroups for a batch.

import { IMAGE_PIXELS, type ModelConfig } from '../../contract/model.ts';
import type { EngineSpec } from '../engine.ts';
import { fusedWorkgroupBytes, optimizerText, THREADS, updateWorkgroups, type Tuning } from './constants.ts';
import activations from './kernels/activations.wgsl?raw';
import common from './kernels/common.wgsl?raw';
import c1WeightGradient from './kernels/c1-weight-gradient.wgsl?raw';
import c1Forward from './kernels/c1.wgsl?raw';
import c3Output from './kernels/c3-output.wgsl?raw';
import c3InputGradientRows from './kernels/c3-input-gradient-rows.wgsl?raw';
import c3InputGradient from './kernels/c3-input-gradient.wgsl?raw';
import c3ForwardRows from './kernels/c3-rows.wgsl?raw';
import c3WeightGradient from './kernels/c3-weight-gradient.wgsl?raw';
import c3Forward from './kernels/c3.wgsl?raw';
import dense from './kernels/dense.wgsl?raw';
import gather from './kernels/gather.wgsl?raw';
import fused from './kernels/fused.wgsl?raw';
import fusedValues from './kernels/fused-values.wgsl?raw';
import layered from './kernels/layered.wgsl?raw';
import layeredValues from './kernels/layered-values.wgsl?raw';
import update from './kernels/update.wgsl?raw';

export const PLAN_NAMES = ['fused', 'layered', 'rows'] as const;
/** rows: the layered plan for a GPU in software, or with small workgroups. */
export type PlanName = (typeof PLAN_NAMES)[number];

export interface Kernel {
  /** Name of the entry point, also in error messages. */
  name: string;
  source: string;
  /** Workgroups for a batch of `samples`. */
  workgroups: (samples: number) => number;
}

/** Kernels one after another with the same tuning. */
interface Sequence {
  tuning: Tuning;
  kernels: readonly Kernel[];
}

export interface Plan {
  /** One training step. */
  training: Sequence;
  /** The forward pass of one batch. It is layered in all plans, because fusing saves little without a backward pass. */
  scoring: Sequence;
  /** The forward pass of one image that returns the outputs of all layers. */
  activations: Sequence;
}

/** How c3 and its input gradient divide their work into items, as C3_ITEMS in the kernels. */
interface C3Form {
  source: readonly string[];
  /** Items of a sample. */
  items(model: ModelConfig): number;
  gradientItems(model: ModelConfig): number;
}

const half = (maps: number) => Math.ceil(maps / 2);
/** Small items for the many threads of a GPU. */
const WINDOWS: C3Form = {
  source: [c3Forward, c3InputGradient],
  items: ({ c3 }) => 25 * half(c3),
  gradientItems: ({ c1 }) => 49 * half(c1),
};
/** Fewer loads for each product, for a GPU in software. */
const ROWS: C3Form = {
  source: [c3ForwardRows, c3InputGradientRows],
  items: ({ c3 }) => 5 * c3,
  gradientItems: ({ c1 }) => 14 * half(c1),
};

const layers = [gather, c1Forward, c3Output, c3WeightGradient, c1WeightGradient];
const FUSED = [common, dense, fusedValues, ...layers, ...WINDOWS.source, fused].join('\n');

/** The memory that the fused kernel needs must fit into the memory of a workgroup. */
const FUSED_TUNING: Tuning = { sampleThreads: 256, lanes: 8, c1Parts: 14, c1Summed: true };
const LAYERED_TUNING: Tuning = { sampleThreads: 256, lanes: 8, c1Parts: 4, c1Summed: false };
/** A GPU in software has few threads, and every barrier costs time. It also fits workgroups of 128 threads. */
const SOFTWARE_TUNING: Tuning = { sampleThreads: 64, lanes: 2, c1Parts: 4, c1Summed: false };

/**
 * The plan for a device with these limits, whose GPU runs in software or not. It follows from the device and not from a
 * timing, so that one device and seed give the same bits on every visit.
 */
export function planFor(
  spec: EngineSpec,
  software: boolean,
  limits: Pick<GPUSupportedLimits, 'maxComputeWorkgroupStorageSize' | 'maxComputeInvocationsPerWorkgroup'>,
): PlanName {
  if (software || limits.maxComputeInvocationsPerWorkgroup < LAYERED_TUNING.sampleThreads) return 'rows';
  const bytes = fusedWorkgroupBytes(spec.model, FUSED_TUNING);
  return bytes <= limits.maxComputeWorkgroupStorageSize ? 'fused' : 'layered';
}

export function makePlan(name: PlanName, spec: EngineSpec): Plan {
  const updateGroups = updateWorkgroups(spec.model);
  const updateStep: Kernel = {
    name: 'update',
    source: [optimizerText(spec), common, update].join('\n'),
    workgroups: () => updateGroups,
  };
  const [tuning, form] = name === 'rows' ? [SOFTWARE_TUNING, ROWS] : [LAYERED_TUNING, WINDOWS];
  const { forward, backward } = layeredKernels(spec, tuning, form);
  const storeActivations: Kernel = {
    name: 'activationsKernel',
    source: [common, dense, layeredValues, activations].join('\n'),
    workgroups: () => 1,
  };
  const fusedStep: Kernel = { name: 'fused', source: FUSED, workgroups: (samples) => samples };
  return {
    training:
      name === 'fused'
        ? { tuning: FUSED_TUNING, kernels: [fusedStep, updateStep] }
        : { tuning, kernels: [...forward, ...backward, updateStep] },
    scoring: { tuning, kernels: forward },
    activations: { tuning, kernels: [...forward.slice(0, -1), storeActivations] },
  };
}

function layeredKernels({ model }: EngineSpec, { c1Parts }: Tuning, form: C3Form) {
  const { c1, c3 } = model;
  const source = [common, dense, layeredValues, ...layers, ...form.source, layered].join('\n');
  const layer = (name: string, itemsPerSample: number): Kernel => ({
    name,
    source,
    workgroups: (samples) => Math.ceil((samples * itemsPerSample) / THREADS),
  });
  return {
    forward: [
      layer('gatherKernel', IMAGE_PIXELS),
      layer('c1Kernel', IMAGE_PIXELS / 4),
      layer('c3Kernel', form.items(model)),
      { name: 'denseKernel', source, workgroups: (samples: number) => samples },
    ],
    backward: [
      layer('c3InputGradientKernel', form.gradientItems(model)),
      layer('c3WeightGradientKernel', 5 * c1 * half(c3)),
      layer('c1WeightGradientKernel', 5 * half(c1) * c1Parts),
    ],
  };
}
