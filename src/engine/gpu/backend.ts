// The GPUDevice that the tfjs WebGPU backend runs on, and reading from it.

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

/** Dispatches between two submits: about one training step of the tfjs engine. */
const DISPATCHES_PER_SUBMIT = 64;
/** On a lost device a readback may fail before `device.lost` resolves. */
const LOSS_GRACE_MS = 1000;

/** Settings of tfjs for all its backends in this thread. */
function configure(): void {
  // Keeps small tensors on the GPU. Otherwise tfjs computes each of them on the CPU and uploads it, in every step.
  env().set('WEBGPU_CPU_FORWARD', false);
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', DISPATCHES_PER_SUBMIT);
  // One program for all matrix products. By default tfjs sums long products with float atomics, in another order on
  // every run, and computes the narrow products of the convolutions (6 or 16 columns) in tiles of 32 columns.
  env().set('WEBGPU_MATMUL_PROGRAM_TYPE', webgpu_util.MatMulProgramType.MatMulSmallOutputSizeProgram);
}

let opened = 0;
/** A released device with its compiled kernels, for the next engine. */
let released: GpuBackend | null = null;

function setReleased(backend: GpuBackend | null): void {
  released = backend;
}

/** An open device with the tfjs backend that runs on it. */
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
      if (released === this) this.#close();
      return (this.#loss ??= new DeviceLostError(`${reason}: ${message}`));
    });
  }

  /** Whether the device is not lost and no call has failed. */
  get intact(): boolean {
    return this.#loss === null && this.#failure === null;
  }

  /** Makes it the backend of the following tfjs calls, up to the next `await`. */
  async activate(): Promise<void> {
    while (getBackend() !== this.#name) await setBackend(this.#name);
  }

  /** The values of `tensor`; rejects as `settle` does. */
  read(tensor: Tensor): Promise<Float32Array> {
    return this.settle(tensor.data<'float32'>());
  }

  /** The value of `readback`. Throws `DeviceLostError` when the device is lost, `Error` when an earlier call failed. */
  async settle<T>(readback: Promise<T>): Promise<T> {
    try {
      const values = await Promise.race([readback, this.#lost]);
      if (values instanceof DeviceLostError) throw values;
      if (this.#loss !== null) throw this.#loss;
      if (this.#failure !== null) throw new Error(this.#failure);
      return values;
    } catch (error) {
      throw await this.causeOf(error);
    }
  }

  /** The loss of the device, where `error` follows from it; otherwise `error`. */
  async causeOf(error: unknown): Promise<unknown> {
    if (this.#loss !== null) return this.#loss;
    const grace = new Promise<unknown>((resolve) => setTimeout(resolve, LOSS_GRACE_MS, error));
    return Promise.race([this.#lost, grace]);
  }

  /**
   * Frees every buffer; the tensors have been disposed of before. When the device is idle and intact, the next engine
   * gets it. `idle`: no call is in flight.
   */
  release(idle: boolean): void {
    if (!idle || released !== null || this.#loss !== null || this.#failure !== null) {
      this.#loss ??= new DeviceLostError('released');
      this.#close();
      this.device.destroy();
      return;
    }
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    this.#backend.submitQueue();
    this.#backend.bufferManager.dispose();
    setReleased(this);
  }

  #close(): void {
    if (released === this) setReleased(null);
    removeBackend(this.#name);
    for (const { kernelName } of getKernelsForBackend(this.#name)) unregisterKernel(kernelName, this.#name);
  }
}

/** A released device with its backend, or a new one. Throws `WebgpuUnavailableError` where there is none. */
export async function openBackend(): Promise<GpuBackend> {
  if (released !== null) {
    const backend = released;
    released = null;
    return backend;
  }
  const { device, info, status } = await openDevice(globalThis);
  return new GpuBackend(device, info, status);
}
