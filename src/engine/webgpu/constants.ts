// WGSL constants in front of every kernel: the network's sizes and choices, and the offsets in the buffers. The rest of
// a kernel is plain text.

import {
  ACTIVATIONS,
  IMAGE_PIXELS,
  IMAGE_SIDE,
  parameterLayout,
  POOLINGS,
  type ModelConfig,
  type TensorName,
} from '../../contract/model.ts';
import { OPTIMIZERS } from '../../contract/config.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, SGD_MOMENTUM, type EngineSpec } from '../engine.ts';

/** Words before the results in the history buffer. */
export const HEADER_WORDS = 8;
/** Workgroup size of the kernels without workgroup memory. */
export const THREADS = 64;
const FRAMED_PIXELS = 32 * 32;

/** How the kernels of a plan divide the work. Results depend on it only by rounding. */
export interface Tuning {
  /** Size of the workgroup that takes a sample through the dense layers (layered) or all layers (fused). */
  sampleThreads: number;
  /** Threads that sum one unit of a dense layer together, at least 2. */
  lanes: number;
  /** Parts of a sample's rows for which c1's gradients are summed separately; a divisor of 28. */
  c1Parts: number;
  /** Whether a sample's parts are summed before the update. */
  c1Summed: boolean;
}

/** Workgroups of the update kernel: for its items, as update.wgsl counts them, and one for the losses. */
export function updateWorkgroups({ c1, c3, f5, f6, classes }: ModelConfig): number {
  const dense = (inputs: number, outputs: number) => outputs * (Math.ceil(inputs / 4) + 1);
  const convolutions = c1 * 26 + c3 * (c1 * 25 + 1);
  const items = convolutions + dense(c3 * 25, f5) + dense(f5, f6) + dense(f6, classes);
  return Math.ceil(items / THREADS) + 1;
}

/** Workgroup memory of the fused kernel, in bytes. */
export function fusedWorkgroupBytes(model: ModelConfig, tuning: Tuning): number {
  const { c1, c3 } = model;
  return 4 * (c1 * 196 + Math.max(c3 * 100, FRAMED_PIXELS) + denseUnits(model) + partialSums(tuning));
}

const denseUnits = ({ c3, f5, f6, classes }: ModelConfig) => c3 * 25 + f5 + f6 + classes;
/** Length of `sums` in dense.wgsl. */
const partialSums = ({ sampleThreads, lanes }: Tuning) => 2 * (sampleThreads / lanes) * (lanes + 1);

/** Offsets in the values buffer, in 32-bit words, and its length. */
export interface ValuesLayout {
  offsets: Readonly<Record<string, number>>;
  length: number;
}

/** The values buffer for batches of up to `batch` samples; without `training` only the values of a forward pass. */
export function valuesLayout(
  { model }: EngineSpec,
  { c1Parts, c1Summed }: Tuning,
  batch: number,
  training: boolean,
): ValuesLayout {
  const { c1, c3, f5, f6, classes } = model;
  const offsets: Record<string, number> = {};
  let length = 0;
  const place = (name: string, perSample: number) => {
    offsets[name] = length;
    length += batch * perSample;
  };
  place('FRAMED_AT', FRAMED_PIXELS);
  place('S2_AT', c1 * 196);
  place('S4_AT', c3 * 25);
  const whenTraining = (name: string, perSample: number) => place(name, training ? perSample : 0);
  whenTraining('C1_AT', c1 * IMAGE_PIXELS);
  whenTraining('C3_AT', c3 * 100);
  whenTraining('F5_AT', f5);
  whenTraining('F6_AT', f6);
  whenTraining('F5_GRADIENT_AT', f5);
  whenTraining('F6_GRADIENT_AT', f6);
  whenTraining('LOGITS_GRADIENT_AT', classes);
  whenTraining('LOSS_AT', 1);
  whenTraining('CORRECT_AT', 1);
  whenTraining('C1_PART_AT', c1Parts * c1 * 26);
  whenTraining('C3_PART_AT', c3 * (c1 * 25 + 1));
  if (c1Summed) whenTraining('C1_SUM_AT', c1 * 26);
  else offsets.C1_SUM_AT = offsets.C1_PART_AT!;
  return { offsets, length };
}

/** Lengths of a member's parts of the buffers, in elements. */
interface Lengths {
  words: number;
  rates: number;
  history: number;
}

/** One network, whose member number the compiler knows. */
const ONE_MEMBER = `
const member = 0u;
fn enter(group: vec3u) {}`;
/** The second index of a workgroup chooses one of the active members. */
const MANY_MEMBERS = `
@group(0) @binding(7) var<storage, read> activeMembers: array<u32>;
var<private> member: u32;
fn enter(group: vec3u) { member = activeMembers[group.y]; }`;

/** WGSL declarations for all kernels of `spec`, for one network or for a `population`. */
export function constantsText(
  { model }: Pick<EngineSpec, 'model'>,
  { sampleThreads, lanes, c1Parts, c1Summed }: Tuning,
  values: ValuesLayout,
  { words, rates, history }: Lengths,
  training: boolean,
  population: boolean,
): string {
  const { c1, c3, f5, f6, classes } = model;
  const { tensors, size } = parameterLayout(model);
  const at = (name: TensorName) => tensors.find((tensor) => tensor.name === name)!.offset;
  const integers: Record<string, number> = {
    THREADS,
    SAMPLE_THREADS: sampleThreads,
    LANES: lanes,
    HISTORY_AT: HEADER_WORDS,
    WORDS_LENGTH: words,
    RATES_LENGTH: rates,
    HISTORY_LENGTH: history,
    VALUES_LENGTH: values.length,
    C1: c1,
    C3: c3,
    F5: f5,
    F6: f6,
    CLASSES: classes,
    C1_PAIRS: Math.ceil(c1 / 2),
    C3_PAIRS: Math.ceil(c3 / 2),
    C1_PARTS: c1Parts,
    C1_ROWS: IMAGE_SIDE / c1Parts,
    C1_SUMS: c1Summed ? 1 : c1Parts,
    S4: c3 * 25,
    C1_SIZE: c1 * 26,
    C3_SIZE: c3 * (c1 * 25 + 1),
    SIZE: size,
    LOSS_THREAD: (updateWorkgroups(model) - 1) * THREADS,
    C1_WEIGHT: at('c1.weight'),
    C1_BIAS: at('c1.bias'),
    C3_WEIGHT: at('c3.weight'),
    C3_BIAS: at('c3.bias'),
    F5_WEIGHT: at('f5.weight'),
    F6_WEIGHT: at('f6.weight'),
    F7_WEIGHT: at('f7.weight'),
    ACTIVATION: ACTIVATIONS.indexOf(model.activation),
    POOLING: POOLINGS.indexOf(model.pooling),
    ...values.offsets,
  };
  return [
    ...Object.entries(integers).map(([name, value]) => `const ${name} = ${value}u;`),
    `const TRAINING = ${training};`,
    `const DENSE = ${model.dense};`,
    population ? MANY_MEMBERS : ONE_MEMBER,
  ].join('\n');
}

/** WGSL declarations for the update kernel alone, so that the other kernels are compiled once for all optimizers. */
export function optimizerText({ optimizer }: EngineSpec): string {
  const reals: Record<string, number> = {
    MOMENTUM: SGD_MOMENTUM,
    BETA1: ADAM_BETA1,
    BETA2: ADAM_BETA2,
    REST1: 1 - ADAM_BETA1,
    REST2: 1 - ADAM_BETA2,
    EPSILON: ADAM_EPSILON,
  };
  return [
    `const OPTIMIZER = ${OPTIMIZERS.indexOf(optimizer)}u;`,
    ...Object.entries(reals).map(([name, value]) => `const ${name} = f32(${value});`),
  ].join('\n');
}
