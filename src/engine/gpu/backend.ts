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
import { WebGPUBackend, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import { DeviceLostError } from '../engine.ts';
import { openDevice, type FoundWebgpu } from './adapter.ts';

/** Kernels dispatched between two submits: about one training step. */
const DISPATCHES_PER_SUBMIT = 64;
/** A lost device may fail its readback before it says that it is lost. */
const LOSS_GRACE_MS = 1000;

/** Settings of tfjs, for all its backends in this thread. */
function configure(): void {
  // Small tensors stay on the GPU too: else each of them is computed here and uploaded, one by one, every step.
  env().set('WEBGPU_CPU_FORWARD', false);
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', DISPATCHES_PER_SUBMIT);
  // One program for all products. Left to itself tfjs adds up long ones with float atomics, in another order on every
  // run, and gives the thin ones of the convolutions (6 or 16 columns) to tiles of 32 columns.
  env().set('WEBGPU_MATMUL_PROGRAM_TYPE', webgpu_util.MatMulProgramType.MatMulSmallOutputSizeProgram);
}

let opened = 0;
/** A device that its engine has given back, with its compiled kernels, for the next engine. */
let spare: GpuBackend | null = null;

function keepSpare(backend: GpuBackend | null): void {
  spare = backend;
}

/** A live device with the tfjs backend that runs on it. */
export class GpuBackend {
  readonly device: GPUDevice;
  readonly status: FoundWebgpu;
  readonly #name = `webgpu-${++opened}`;
  readonly #backend: WebGPUBackend;
  readonly #lost: Promise<DeviceLostError>;
  #loss: DeviceLostError | null = null;
  #failure: string | null = null;

  constructor(device: GPUDevice, info: GPUAdapterInfo, status: FoundWebgpu) {
    this.device = device;
    this.status = status;
    configure();
    this.#backend = new WebGPUBackend(device, info);
    registerBackend(this.#name, () => this.#backend);
    copyRegisteredKernels('webgpu', this.#name);
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      this.#failure ??= event.error.message;
    });
    this.#lost = device.lost.then(({ reason, message }) => {
      if (spare === this) this.#close();
      return (this.#loss ??= new DeviceLostError(`${reason}: ${message}`));
    });
  }

  /** Makes it the backend of the tfjs calls that follow, up to the next `await`. */
  async activate(): Promise<void> {
    while (getBackend() !== this.#name) await setBackend(this.#name);
  }

  /** The values of `tensor`; rejects as `settle` does. */
  read(tensor: Tensor): Promise<Float32Array> {
    return this.settle(tensor.data<'float32'>());
  }

  /** What `readback` gives. `DeviceLostError` when the device is gone; `Error` when a call before it had failed. */
  async settle<T>(readback: Promise<T>): Promise<T> {
    try {
      const values = await Promise.race([readback, this.#lost]);
      if (values instanceof DeviceLostError) throw values;
      if (this.#loss !== null) throw this.#loss;
      if (this.#failure !== null) throw new Error(this.#failure);
      return values;
    } catch (error) {
      if (this.#loss !== null) throw this.#loss;
      const grace = new Promise<unknown>((resolve) => setTimeout(resolve, LOSS_GRACE_MS, error));
      throw await Promise.race([this.#lost, grace]);
    }
  }

  /**
   * Frees every buffer. The device is kept for the next engine where nothing speaks against it: `idle` says that no
   * call is under way; the tensors have been disposed of before.
   */
  release(idle: boolean): void {
    if (!idle || spare !== null || this.#loss !== null || this.#failure !== null) {
      this.#loss ??= new DeviceLostError('given back');
      this.#close();
      this.device.destroy();
      return;
    }
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    this.#backend.submitQueue();
    this.#backend.bufferManager.dispose();
    keepSpare(this);
  }

  #close(): void {
    if (spare === this) keepSpare(null);
    removeBackend(this.#name);
    for (const { kernelName } of getKernelsForBackend(this.#name)) unregisterKernel(kernelName, this.#name);
  }
}

/** A device with a backend on it: one given back, or a new one. Throws `WebgpuUnavailableError` where there is none. */
export async function openBackend(): Promise<GpuBackend> {
  if (spare !== null) {
    const taken = spare;
    spare = null;
    return taken;
  }
  const { device, info, status } = await openDevice(globalThis);
  return new GpuBackend(device, info, status);
}
