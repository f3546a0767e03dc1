// Compiles kernels asynchronously, once for each device: the next engine of the same network reuses them.

import type { Kernel } from './plans.ts';

const compiled = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();
const layouts = new WeakMap<GPUDevice, Map<number, GPUBindGroupLayout>>();
/** In common.wgsl bindings 0 to 2 are read-only and 3 to 6 writable; in a population 7 is read-only. */
const WRITABLE: ReadonlySet<number> = new Set([3, 4, 5, 6]);
const BINDINGS = 7;

/** The bind group layout of all kernels of an engine or of a population, so that a pass sets its buffers once. */
export function bindGroupLayout(device: GPUDevice, population: boolean): GPUBindGroupLayout {
  let known = layouts.get(device);
  if (!known) layouts.set(device, (known = new Map()));
  const length = population ? BINDINGS + 1 : BINDINGS;
  let layout = known.get(length);
  if (!layout) {
    layout = device.createBindGroupLayout({
      entries: Array.from({ length }, (_, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: WRITABLE.has(binding) ? 'storage' : 'read-only-storage' },
      })),
    });
    known.set(length, layout);
  }
  return layout;
}

/** The pipeline of `constants` and `kernel`. Rejects with the compiler's message and the line that it is about. */
export function compile(
  device: GPUDevice,
  kernel: Kernel,
  constants: string,
  population: boolean,
): Promise<GPUComputePipeline> {
  const code = `${constants}\n${kernel.source}`;
  let pipelines = compiled.get(device);
  if (!pipelines) compiled.set(device, (pipelines = new Map()));
  const key = `${kernel.name}\n${code}`;
  let pipeline = pipelines.get(key);
  if (!pipeline) pipelines.set(key, (pipeline = build(device, kernel.name, code, population)));
  return pipeline;
}

async function build(
  device: GPUDevice,
  name: string,
  code: string,
  population: boolean,
): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ label: name, code });
  const { messages } = await module.getCompilationInfo();
  const error = messages.find(({ type }) => type === 'error');
  if (error) {
    const line = code.split('\n')[error.lineNum - 1]?.trim();
    throw new Error(`kernel ${name}: ${error.message} (${line})`);
  }
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout(device, population)] });
  return device.createComputePipelineAsync({ label: name, layout, compute: { module, entryPoint: name } });
}
