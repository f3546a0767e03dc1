// jax-js: Classic LeNet and Adam as one jitted step.

import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  tree,
  valueAndGrad,
  type Device,
} from '@jax-js/jax';
import type { ComputeDevice } from '../../src/contract/device.ts';
import { parameterLayout } from '../../src/contract/model.ts';
import { ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON } from '../../src/engine/engine.ts';
import { probeWebgpu } from '../../src/engine/gpu/adapter.ts';
import { ARTICLE, BATCH } from '../material.ts';
import type { CreateTrainer } from '../page/trainer.ts';
import { batches } from './batch.ts';

type Arrays = np.Array[];

/** Halves both sides of [BATCH, maps, side, side] by means. */
function pool(x: np.Array, maps: number, side: number): np.Array {
  return np.mean(x.reshape([BATCH, maps, side / 2, 2, side / 2, 2]), [3, 5]);
}

function convolve(x: np.Array, weight: np.Array, bias: np.Array, pad: number): np.Array {
  const border: [number, number] = [pad, pad];
  const [maps] = bias.shape;
  return nn.sigmoid(lax.conv(x, weight, [1, 1], [border, border]).add(bias.reshape([1, maps!, 1, 1])));
}

/** Mean cross-entropy; parameters in the order and axes of the parameter layout. */
function loss(parameters: Arrays, x: np.Array, labels: np.Array): np.Array {
  const [c1, c1Bias, c3, c3Bias, ...dense] = parameters as [np.Array, np.Array, np.Array, np.Array];
  const s2 = pool(convolve(x, c1, c1Bias, 2), 6, 28);
  const s4 = pool(convolve(s2, c3, c3Bias, 0), 16, 10);
  let rows = s4.reshape([BATCH, 400]);
  for (let i = 0; i < dense.length; i += 2) {
    rows = np.matmul(rows, np.matrixTranspose(dense[i]!)).add(dense[i + 1]!);
  }
  return np.sum(nn.logSoftmax(rows, -1).mul(nn.oneHot(labels, 10))).mul(-1 / BATCH);
}

/** One step of Adam; `correction1` and `correction2` are 1 / (1 - beta^t). */
function step(
  parameters: Arrays,
  moments1: Arrays,
  moments2: Arrays,
  x: np.Array,
  labels: np.Array,
  correction1: np.Array,
  correction2: np.Array,
): [Arrays, Arrays, Arrays, np.Array] {
  const [value, gradients] = valueAndGrad(loss)(tree.ref(parameters), x, labels);
  const first = moments1.map((m, i) => m.mul(ADAM_BETA1).add(gradients[i]!.ref.mul(1 - ADAM_BETA1)));
  const second = moments2.map((v, i) => {
    const gradient = gradients[i]!;
    return v.mul(ADAM_BETA2).add(gradient.ref.mul(gradient).mul(1 - ADAM_BETA2));
  });
  const updated = parameters.map((parameter, i) => {
    const divisor = np.sqrt(second[i]!.ref.mul(correction2.ref)).add(ADAM_EPSILON);
    return parameter.sub(first[i]!.ref.mul(correction1.ref).mul(ARTICLE.lr).div(divisor));
  });
  correction1.dispose();
  correction2.dispose();
  return [updated, first, second, value];
}

export const createJaxTrainer: CreateTrainer = async ({ backend }, material) => {
  const device = await open(backend as Device);
  const { tensors, size } = parameterLayout(ARTICLE);
  let parameters = tensors.map(({ shape, offset, size }) =>
    np.array(material.parameters.slice(offset, offset + size)).reshape([...shape]),
  );
  let moments1 = tensors.map(({ shape }) => np.zeros([...shape]));
  let moments2 = tensors.map(({ shape }) => np.zeros([...shape]));
  const jitted = jit(step);
  let steps = 0;

  return {
    device,
    async train(words) {
      const values: np.Array[] = [];
      for (const { images, labels } of batches(material, words)) {
        steps += 1;
        let value: np.Array;
        [parameters, moments1, moments2, value] = jitted(
          parameters,
          moments1,
          moments2,
          np.array(images).reshape([BATCH, 1, 28, 28]),
          np.array(labels),
          1 / (1 - ADAM_BETA1 ** steps),
          1 / (1 - ADAM_BETA2 ** steps),
        );
        values.push(value);
      }
      const losses = (await np.stack(values).data()) as Float32Array;
      // On the CPU the loss of the last step may be available before its update is complete.
      await blockUntilReady([...parameters, ...moments1, ...moments2]);
      return losses;
    },
    async read() {
      const flat = new Float32Array(size);
      for (const [i, { offset }] of tensors.entries()) {
        flat.set((await parameters[i]!.ref.data()) as Float32Array, offset);
      }
      return flat;
    },
  };
};

async function open(device: Device): Promise<ComputeDevice> {
  const opened = await init(device);
  if (!opened.includes(device)) throw new Error(`jax-js has no ${device} in this browser`);
  defaultDevice(device);
  if (device !== 'webgpu') return { kind: 'cpu', threads: navigator.hardwareConcurrency };
  const status = await probeWebgpu(globalThis);
  return { kind: 'gpu', adapter: status.state === 'none' ? status.reason : status.adapter };
}
