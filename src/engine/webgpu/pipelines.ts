// Compiles kernels asynchronously, once for each device: the next engine of the same network reuses them.

import type { Kernel } from './plans.ts';

const compiled = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();
const layouts = new WeakMap<GPUDevice, GPUBindGroupLayout>();
/** In common.wgsl bindings 0 to 2 are read-only and 3 to 6 writable. */
const READ_ONLY = 3;
const BINDINGS = 7;

/** The bind group layout of all kernels, so that a pass sets its buffers once. */
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

/** The pipeline of `constants` and `kernel`. Rejects with the compiler's message and the line that it is about. */
export function compile(device: GPUDevice, kernel: Kernel, constants: string): Promise<GPUComputePipeline> {
  const code = `${constants}\n${kernel.source}`;
  let pipelines = compiled.get(device);
  if (!pipelines) compiled.set(device, (pipelines = new Map()));
  const key = `${kernel.name}\n${code}`;
  let pipeline = pipelines.get(key);
  if (!pipeline) pipelines.set(key, (pipeline = build(device, kernel.name, code)));
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
