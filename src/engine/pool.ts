// The interface of a pool: many whole networks that train side by side, on threads or on a GPU.

import type { ComputeDevice } from '../contract/device.ts';
import type { Engine, EngineSpec } from './engine.ts';

/**
 * A network of a pool. When its thread has stopped, or the GPU device is lost, its calls reject with `DeviceLostError`;
 * those of networks on other threads continue.
 */
export interface PoolEngine extends Engine {
  /**
   * Computing of this network so far. On a thread the calls of others that it waited for are not counted. On a GPU it is the
   * time that its submits took, which includes the work of other networks on the GPU meanwhile.
   */
  readonly busyMilliseconds: number;
}

export interface EnginePool {
  readonly device: ComputeDevice;
  /** Networks that compute at the same time. */
  readonly parallel: number;
  /** Networks to create at the same time: more would need more memory and slow each other down. */
  readonly sideBySide: number;
  /**
   * Creates a network: on the thread with the fewest networks, or on a new thread or device if one is lost. Its dataset must
   * be complete: networks that are given the same arrays share them. Rejects with `NoRoomError` where the networks that are
   * there leave no memory for it, with another `RangeError` where it would not fit alone, and with `NoDeviceError`.
   */
  create(spec: EngineSpec): Promise<PoolEngine>;
  /** Ends all networks. */
  dispose(): void;
}

/** There is no room for another network beside those that are there. They are not affected. */
export class NoRoomError extends RangeError {
  override readonly name = 'NoRoomError';
}

/** The device of all networks of a pool is lost, and no new one could be opened. */
export class NoDeviceError extends Error {
  override readonly name = 'NoDeviceError';
}
