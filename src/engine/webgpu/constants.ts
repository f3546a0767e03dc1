// The constants that stand in front of every kernel: the network's sizes and choices, and where things lie in the
// buffers. The kernels are plain text otherwise, so this is all of their generation.

import {
  ACTIVATIONS,
  IMAGE_PIXELS,
  parameterLayout,
  POOLINGS,
  type TensorName,
} from '../../contract/model.ts';
import { OPTIMIZERS } from '../../contract/config.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, SGD_MOMENTUM, type EngineSpec } from '../engine.ts';

/** Words in front of the results in the history buffer. */
export const HEADER_WORDS = 8;
/** Threads of a workgroup of the kernels without shared memory, and of the one that has a workgroup a sample. */
export const THREADS = 64;
export const HEAD_THREADS = 256;
/** Parts of a sample whose shares in c1's gradients are summed apart. */
export const C1_PARTS = 4;
const FRAMED_PIXELS = 32 * 32;
/** A map of c3 in its frame of four zeros. */
const FRAMED_MAP = 18 * 18;

/** The places in the values buffer, in 32-bit words, and its length. */
export interface ValuesLayout {
  places: Readonly<Record<string, number>>;
  length: number;
}

/** For batches of up to `batch` samples; without `training` only what a forward pass leaves. */
export function valuesLayout({ model }: EngineSpec, batch: number, training: boolean): ValuesLayout {
  const { c1, c3, f5, f6 } = model;
  const places: Record<string, number> = {};
  let length = 0;
  const place = (name: string, perSample: number) => {
    places[name] = length;
    length += batch * perSample;
  };
  place('S2_AT', c1 * 196);
  place('S4_AT', c3 * 25);
  const whenTraining = (name: string, perSample: number) => place(name, training ? perSample : 0);
  whenTraining('FRAMED_AT', FRAMED_PIXELS);
  whenTraining('C1_AT', c1 * IMAGE_PIXELS);
  whenTraining('C3_AT', c3 * FRAMED_MAP);
  whenTraining('F5_AT', f5);
  whenTraining('F6_AT', f6);
  whenTraining('F5_GRADIENT_AT', f5);
  whenTraining('F6_GRADIENT_AT', f6);
  whenTraining('LOGITS_GRADIENT_AT', 10);
  whenTraining('LOSS_AT', 1);
  whenTraining('HIT_AT', 1);
  whenTraining('C1_PART_AT', C1_PARTS * c1 * 26);
  whenTraining('C3_PART_AT', c3 * (c1 * 25 + 1));
  return { places, length };
}

/** WGSL declarations for the kernels of `spec`. */
export function constantsText(spec: EngineSpec, values: ValuesLayout, training: boolean): string {
  const { model, optimizer, weightDecay, labelSmoothing } = spec;
  const { c1, c3, f5, f6 } = model;
  const { tensors, size } = parameterLayout(model);
  const at = (name: TensorName) => tensors.find((tensor) => tensor.name === name)!.offset;
  const integers: Record<string, number> = {
    THREADS,
    HEAD_THREADS,
    HISTORY_AT: HEADER_WORDS,
    C1: c1,
    C3: c3,
    F5: f5,
    F6: f6,
    C1_PAIRS: Math.ceil(c1 / 2),
    C3_PAIRS: Math.ceil(c3 / 2),
    C1_PARTS,
    C1_SIZE: c1 * 26,
    C3_SIZE: c3 * (c1 * 25 + 1),
    SIZE: size,
    LOSS_THREAD: Math.ceil(size / THREADS) * THREADS,
    C1_WEIGHT: at('c1.weight'),
    C1_BIAS: at('c1.bias'),
    C3_WEIGHT: at('c3.weight'),
    C3_BIAS: at('c3.bias'),
    F5_WEIGHT: at('f5.weight'),
    F6_WEIGHT: at('f6.weight'),
    F7_WEIGHT: at('f7.weight'),
    ACTIVATION: ACTIVATIONS.indexOf(model.activation),
    POOLING: POOLINGS.indexOf(model.pooling),
    OPTIMIZER: OPTIMIZERS.indexOf(optimizer),
    ...values.places,
  };
  const reals: Record<string, number> = {
    SMOOTHING: labelSmoothing,
    DECAY: weightDecay,
    MOMENTUM: SGD_MOMENTUM,
    BETA1: ADAM_BETA1,
    BETA2: ADAM_BETA2,
    REST1: 1 - ADAM_BETA1,
    REST2: 1 - ADAM_BETA2,
    EPSILON: ADAM_EPSILON,
  };
  const switches: Record<string, boolean> = { TRAINING: training, DENSE: model.dense };
  return [
    ...Object.entries(integers).map(([name, value]) => `const ${name} = ${value}u;`),
    ...Object.entries(reals).map(([name, value]) => `const ${name} = f32(${value});`),
    ...Object.entries(switches).map(([name, value]) => `const ${name} = ${value};`),
  ].join('\n');
}
