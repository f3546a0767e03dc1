// A kernel of our own among those of tfjs: called by its name, with tensors, like any other of the backend's.

import { registerKernel, unregisterKernel, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export interface OwnKernel<Input extends string> {
  /** tfjs's name of it. */
  name: string;
  inputs: readonly Input[];
  /** Of its float32 output. Throws what the caller is to see when the inputs' shapes or types are wrong. */
  outputShape(inputs: Readonly<Record<Input, Pick<TensorInfo, 'shape' | 'dtype'>>>): number[];
  /** Enqueues the work on the device's queue, behind all that tfjs has enqueued. */
  enqueue(
    buffers: Readonly<Record<Input, GPUBuffer>>,
    output: GPUBuffer,
    outputShape: readonly number[],
  ): void;
}

/** Registers `kernel` for the backend of that name; what comes back takes it away again. */
export function registerOwnKernel<Input extends string>(
  backend: WebGPUBackend,
  backendName: string,
  kernel: OwnKernel<Input>,
): () => void {
  const bufferOf = ({ dataId }: TensorInfo) => {
    backend.uploadToGPU(dataId);
    return backend.tensorMap.get(dataId).resource as GPUBuffer;
  };
  registerKernel({
    kernelName: kernel.name,
    backendName,
    kernelFunc({ inputs }) {
      const given = kernel.inputs.map((input) => {
        const tensor = inputs[input];
        if (!tensor) throw new TypeError(`${kernel.name} wants a tensor ${input}`);
        return [input, tensor] as const;
      });
      const shape = kernel.outputShape(Object.fromEntries(given) as Record<Input, TensorInfo>);
      const output = backend.makeTensorInfo(shape, 'float32');
      const buffers = given.map(([input, tensor]) => [input, bufferOf(tensor)] as const);
      const outputBuffer = bufferOf(output);
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
      kernel.enqueue(Object.fromEntries(buffers) as Record<Input, GPUBuffer>, outputBuffer, shape);
      return output;
    },
  });
  return () => unregisterKernel(kernel.name, backendName);
}
