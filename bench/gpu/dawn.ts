// WebGPU for Node, from Dawn's own binding (npm's `webgpu`): put where a browser has it, so that the engine finds it.
// DAWN_NODE names the binding's file where the package is not at hand.

import { createRequire } from 'node:module';

interface DawnBinding {
  create: (flags: string[]) => GPU;
  globals: Record<string, unknown>;
}

/** The globals stay for the life of the process. */
export function installDawn(): void {
  const require = createRequire(import.meta.url);
  const file = process.env.DAWN_NODE;
  const { create, globals } = (file ? require(file) : require('webgpu')) as DawnBinding;
  Object.assign(globalThis, globals, { isSecureContext: true });
  // jax-js looks for Firefox.
  const navigator = { gpu: create(['backend=vulkan']), userAgent: 'Node.js' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
}
