// Opens one of tfjs's stock backends, and says what it runs on.

import * as tf from '@tensorflow/tfjs-core';
import { probeWebgpu } from '../../src/engine/tfjs/adapter.ts';

/** Makes `backend` the one that tfjs computes on; `threads` 0 for all. Rejects where it is not here. */
export async function openBackend(backend: string, threads: number): Promise<string> {
  const adapter = await load(backend, threads);
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no ${backend} here`);
  await tf.ready();
  return adapter();
}

/** Registers the backend; gives what names its adapter once it runs. */
async function load(backend: string, threads: number): Promise<() => string> {
  switch (backend) {
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      return () => 'CPU, JavaScript';
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return webglRenderer;
    case 'webgpu': {
      await import('@tensorflow/tfjs-backend-webgpu');
      const status = await probeWebgpu(globalThis);
      if (status.state === 'none') throw new Error(`no WebGPU: ${status.reason}`);
      return () => status.adapter;
    }
    case 'wasm': {
      const { prepareWasm } = await import('./tfjs-wasm.ts');
      return prepareWasm(threads);
    }
    default:
      throw new Error(`tfjs has no backend ${backend}`);
  }
}

function webglRenderer(): string {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = context?.getExtension('WEBGL_debug_renderer_info');
  return context && names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'WebGL';
}
