// Our own GPUDevice handed to the tfjs WebGPU backend, and the one way to read from it. No network is here.

import {
  copyRegisteredKernels,
  env,
  getBackend,
  getKernelsForBackend,
  registerBackend,
  removeBackend,
  setBackend,
  unregisterKernel,
  type Tensor,
} from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { DeviceLostError } from '../engine.ts';
import { openDevice, type FoundWebgpu } from './adapter.ts';

/** A live device with the tfjs backend that runs on it. */
export interface GpuBackend {
  readonly device: GPUDevice;
  readonly status: FoundWebgpu;
  /** Makes it the backend of the tfjs calls that follow up to the next `await`. */
  activate(): Promise<void>;
  /** The values of `tensor`. `DeviceLostError` when the device is gone; `Error` when a call before it had failed. */
  read(tensor: Tensor): Promise<Float32Array>;
  /** Frees every buffer and the device. */
  dispose(): void;
}

/** Kernels dispatched between two submits: about one training step. */
const DISPATCHES_PER_SUBMIT = 64;
/** A lost device may fail its readback before it says that it is lost. */
const LOSS_GRACE_MS = 200;

let opened = 0;

function register(device: GPUDevice, info: GPUAdapterInfo): string {
  const name = `webgpu-${++opened}`;
  registerBackend(name, () => new WebGPUBackend(device, info));
  copyRegisteredKernels('webgpu', name);
  // Small tensors stay on the GPU too: else each of them is computed here and uploaded, one by one, every step.
  env().set('WEBGPU_CPU_FORWARD', false);
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', DISPATCHES_PER_SUBMIT);
  return name;
}

function unregister(name: string): void {
  removeBackend(name);
  for (const { kernelName } of getKernelsForBackend(name)) unregisterKernel(kernelName, name);
}

/** Opens a device and a backend on it. Throws `WebgpuUnavailableError` where there is no device. */
export async function openBackend(): Promise<GpuBackend> {
  const { device, info, status } = await openDevice(globalThis);
  const name = register(device, info);
  let failure: string | null = null;
  let disposed = false;
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    failure ??= event.error.message;
  });
  let loss: DeviceLostError | null = null;
  const lost = device.lost.then(
    ({ reason, message }) => (loss = new DeviceLostError(`${reason}: ${message}`)),
  );

  return {
    device,
    status,
    async activate() {
      while (getBackend() !== name) await setBackend(name);
    },
    async read(tensor) {
      try {
        const values = await Promise.race([tensor.data<'float32'>(), lost]);
        if (loss) throw loss;
        if (failure !== null) throw new Error(failure);
        return values as Float32Array;
      } catch (error) {
        const grace = new Promise<unknown>((resolve) => setTimeout(resolve, LOSS_GRACE_MS, error));
        throw await Promise.race([lost, grace]);
      }
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      unregister(name);
      device.destroy();
    },
  };
}
