// Compiles kernels, asynchronously, once for a device: the next engine of the same network finds them ready.

import type { Kernel } from './plans.ts';

const compiled = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();
const layouts = new WeakMap<GPUDevice, GPUBindGroupLayout>();
/** Bindings 0 to 2 of common.wgsl are read only, 3 to 6 are written. */
const READ_ONLY = 3;
const BINDINGS = 7;

/** The one layout of all kernels: so a pass sets its buffers once. */
export function bindGroupLayout(device: GPUDevice): GPUBindGroupLayout {
  let layout = layouts.get(device);
  if (!layout) {
    layout = device.createBindGroupLayout({
      entries: Array.from({ length: BINDINGS }, (_, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: binding < READ_ONLY ? 'read-only-storage' : 'storage' },
      })),
    });
    layouts.set(device, layout);
  }
  return layout;
}

/** The pipeline of `kernel` behind `constants`. Rejects with the compiler's words and the line they are about. */
export function compile(device: GPUDevice, kernel: Kernel, constants: string): Promise<GPUComputePipeline> {
  const code = `${constants}\n${kernel.source}`;
  let known = compiled.get(device);
  if (!known) compiled.set(device, (known = new Map()));
  const key = `${kernel.name}\n${code}`;
  let pipeline = known.get(key);
  if (!pipeline) known.set(key, (pipeline = build(device, kernel.name, code)));
  return pipeline;
}

async function build(device: GPUDevice, name: string, code: string): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label: name, code });
  const { messages } = await module.getCompilationInfo();
  const error = messages.find(({ type }) => type === 'error');
  if (error) {
    const line = code.split('\n')[error.lineNum - 1]?.trim();
    throw new Error(`kernel ${name}: ${error.message} (${line})`);
  }
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout(device)] });
  return device.createComputePipelineAsync({ label: name, layout, compute: { module, entryPoint: name } });
}
