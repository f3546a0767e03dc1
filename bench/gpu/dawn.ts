// WebGPU for Node by Dawn's binding (the npm package `webgpu`), installed as the same globals as in a browser.
// DAWN_NODE names the binding's file where the package is not installed.

import { createRequire } from 'node:module';

interface DawnBinding {
  create: (flags: string[]) => GPU;
  globals: Record<string, unknown>;
}

/** The globals stay until the process ends. */
export function installDawn(): void {
  const require = createRequire(import.meta.url);
  const file = process.env.DAWN_NODE;
  const { create, globals } = (file ? require(file) : require('webgpu')) as DawnBinding;
  Object.assign(globalThis, globals, { isSecureContext: true });
  // jax-js looks for Firefox.
  const navigator = { gpu: create(['backend=vulkan']), userAgent: 'Node.js' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
}
