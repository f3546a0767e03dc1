// Opens one of tfjs's stock backends and reports its device.

import * as tf from '@tensorflow/tfjs-core';
import type { ComputeDevice } from '../../src/contract/device.ts';
import { probeWebgpu } from '../../src/engine/gpu/adapter.ts';

/** Sets tfjs's backend. Rejects where it is not available. */
export async function openBackend(backend: string): Promise<ComputeDevice> {
  const device = await load(backend);
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no ${backend} in this browser`);
  await tf.ready();
  return device;
}

/** Registers the backend. */
async function load(backend: string): Promise<ComputeDevice> {
  switch (backend) {
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      return { kind: 'cpu', threads: 1 };
    case 'wasm': {
      const { prepareWasm } = await import('./tfjs-wasm.ts');
      prepareWasm();
      return { kind: 'cpu', threads: 1 };
    }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return { kind: 'gpu', adapter: webglRenderer() };
    case 'webgpu': {
      await import('@tensorflow/tfjs-backend-webgpu');
      const status = await probeWebgpu(globalThis);
      if (status.state === 'none') throw new Error(`no WebGPU: ${status.reason}`);
      return { kind: 'gpu', adapter: status.adapter };
    }
    default:
      throw new Error(`tfjs has no backend ${backend}`);
  }
}

/** The renderer behind ANGLE, where the browser reports it: "ANGLE (vendor, device, driver)". */
function webglRenderer(): string {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  return context && names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'WebGL';
}
