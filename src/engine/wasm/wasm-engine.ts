// The engine of SIMD kernels on the CPU, on one thread or on several over one shared memory. It computes the same bits
// with any number of threads and on every machine: see kernels/unit.ts and kernels/math.ts.

import { CodeLoadError } from '../../base/load-code.ts';
import { createActivations, type Activations } from '../../contract/activations.ts';
import type { ComputeDevice } from '../../contract/device.ts';
import { IMAGE_PIXELS, parameterLayout, type ModelConfig } from '../../contract/model.ts';
import { plainSample } from '../../contract/sample.ts';
import { checkChunk, checkDataset, checkImage, checkSamples, checkState, countImages } from '../checks.ts';
import type { Chunk, ChunkResult, Engine, EngineSpec, Evaluation, ModelState } from '../engine.ts';
import { NUMBERS_PER_STEP, stepNumbers } from '../step-numbers.ts';
import { browserHost, type Host } from './host.ts';
import type { ImageMemory } from './image-memory.ts';
import type { Kernels } from './kernels.ts';
import { fromKernels, LAYER_ARRAYS, toKernels } from './layout.ts';
import { reserve, startMachine, type Machine } from './start.ts';

/** Samples of a unit of work, LANES in kernels/layout.ts. More threads than units of a batch would have no work. */
const UNIT = 4;
const MAX_THREADS = 16;

export interface WasmOptions {
  /** Number of threads; by default as many as the cores and the batch allow. */
  threads?: number;
  host?: Host;
  /** Memory of the dataset's images. With more than one thread the engine computes in it unless it is spoiled. */
  imageMemory?: ImageMemory | null;
}

/**
 * Parameters and moments are zero until `write`. A call computes before it returns, and blocks while it waits for
 * helper threads: with more than one thread it must not run on a page's main thread. Uses one thread where no more can be
 * started. Rejects where WebAssembly or SIMD is missing, or a file could not be fetched. When a helper thread was lost,
 * the call and all later ones reject.
 */
export async function createWasmEngine(
  spec: EngineSpec,
  { threads, host = browserHost, imageMemory = null }: WasmOptions = {},
): Promise<Engine> {
  const useful = Math.min(Math.ceil(spec.maxBatch / UNIT), MAX_THREADS);
  const count = Math.max(1, Math.min(threads ?? host.threads, host.threads > 1 ? useful : 1));
  const start = (threads: number) => startMachine(spec, threads, host, imageMemory);
  const machine = await start(count).catch((error: unknown) => {
    if (count === 1 || error instanceof CodeLoadError) throw error;
    return start(1);
  });
  return new WasmEngine(spec, machine);
}

class WasmEngine implements Engine {
  readonly name = 'wasm';
  readonly device: ComputeDevice;
  readonly #spec: EngineSpec;
  readonly #model: ModelConfig;
  readonly #size: number;
  readonly #kernels: Kernels;
  #machine: Machine | null;
  #lostError: Error | null = null;
  #step = 0;
  #imageCount = 0;
  /** Addresses of the dataset's images and labels. */
  #images = 0;
  #labels = 0;

  constructor(spec: EngineSpec, machine: Machine) {
    this.device = { kind: 'cpu', threads: machine.threads };
    this.#spec = spec;
    this.#model = spec.model;
    this.#size = parameterLayout(spec.model).size;
    this.#machine = machine;
    this.#kernels = machine.kernels;
  }

  /** Copies the labels, and the images unless they are in the image memory already. */
  async upload(images: Uint8Array, labels: Uint8Array): Promise<void> {
    const { memory, imageMemory, kernels } = this.#machineInUse();
    checkDataset(images, labels, this.#model.classes);
    const end = kernels.end.value;
    const inPlace = images.buffer === imageMemory?.images.buffer;
    this.#images = inPlace ? images.byteOffset : end;
    this.#labels = inPlace ? end : end + images.length;
    reserve(memory, this.#labels + labels.length);
    this.#imageCount = labels.length;
    if (!inPlace) this.#bytes(end, images.length).set(images);
    this.#bytes(this.#labels, labels.length).set(labels);
  }

  async train(chunk: Chunk): Promise<ChunkResult> {
    this.#machineInUse();
    checkChunk(chunk, this.#spec.maxBatch, this.#imageCount);
    const { samples, batch, learningRates } = chunk;
    const steps = learningRates.length;
    const result: ChunkResult = { losses: new Float32Array(steps), correct: new Uint32Array(steps) };
    const { MAX_STEPS, MAX_SAMPLES } = this.#kernels;
    const most = Math.min(MAX_STEPS.value, Math.floor(MAX_SAMPLES.value / batch));
    for (let first = 0; first < steps; first += most) {
      const end = Math.min(first + most, steps);
      const words = samples.subarray(first * batch, end * batch);
      this.#trainPart(
        { samples: words, batch, learningRates: learningRates.subarray(first, end) },
        result,
        first,
      );
    }
    return result;
  }

  #trainPart(
    { samples, batch, learningRates }: Chunk,
    { losses, correct }: ChunkResult,
    first: number,
  ): void {
    const kernels = this.#kernels;
    this.#words(samples.length).set(samples);
    this.#floats(kernels.stepTable.value, learningRates.length * NUMBERS_PER_STEP).set(
      stepNumbers(this.#spec, learningRates, this.#step),
    );
    const { length } = learningRates;
    this.#requireComplete(kernels.train(samples.length, batch, length, this.#images, this.#labels));
    this.#step += learningRates.length;
    const sampleLosses = this.#floats(kernels.losses.value, samples.length);
    const correctFlags = this.#bytes(kernels.correctFlags.value, samples.length);
    for (let s = 0; s < learningRates.length; s++) {
      const end = Math.min((s + 1) * batch, samples.length);
      let sum = 0;
      for (let i = s * batch; i < end; i++) {
        sum += sampleLosses[i]!;
        correct[first + s]! += correctFlags[i]!;
      }
      losses[first + s] = sum / (end - s * batch);
    }
  }

  async evaluate(samples: Uint32Array): Promise<Evaluation> {
    this.#machineInUse();
    checkSamples(samples, this.#imageCount);
    const kernels = this.#kernels;
    const predicted = new Uint8Array(samples.length);
    const confidence = new Float32Array(samples.length);
    let lossSum = 0;
    let correct = 0;
    const most = kernels.MAX_SAMPLES.value;
    for (let first = 0; first < samples.length; first += most) {
      const part = samples.subarray(first, first + most);
      this.#words(part.length).set(part);
      this.#requireComplete(kernels.evaluate(part.length, this.#images, this.#labels));
      predicted.set(this.#bytes(kernels.predictions.value, part.length), first);
      confidence.set(this.#floats(kernels.confidences.value, part.length), first);
      for (const loss of this.#floats(kernels.losses.value, part.length)) lossSum += loss;
      for (const flag of this.#bytes(kernels.correctFlags.value, part.length)) correct += flag;
    }
    return { lossSum, correct, predicted, confidence };
  }

  async predict(images: Uint8Array): Promise<Float32Array> {
    this.#machineInUse();
    const total = countImages(images);
    const kernels = this.#kernels;
    const { classes } = this.#model;
    const probabilities = new Float32Array(total * classes);
    const most = kernels.MAX_IMAGES.value * IMAGE_PIXELS;
    for (let first = 0; first < images.length; first += most) {
      const part = images.subarray(first, first + most);
      const count = part.length / IMAGE_PIXELS;
      this.#bytes(kernels.predictImages.value, part.length).set(part);
      this.#words(count).set(Array.from({ length: count }, (_, i) => plainSample(i)));
      kernels.predict(count);
      const place = (first / IMAGE_PIXELS) * classes;
      probabilities.set(this.#floats(kernels.probabilities.value, count * classes), place);
    }
    return probabilities;
  }

  async activations(image: Uint8Array): Promise<Activations> {
    this.#machineInUse();
    checkImage(image);
    const kernels = this.#kernels;
    this.#bytes(kernels.predictImages.value, IMAGE_PIXELS).set(image);
    this.#words(1)[0] = plainSample(0);
    kernels.forwardOne();
    return createActivations(this.#model, (layer, size) =>
      this.#floats(kernels[LAYER_ARRAYS[layer]].value, size * UNIT).filter((_, i) => i % UNIT === 0),
    );
  }

  async read(): Promise<ModelState> {
    this.#machineInUse();
    const take = (key: 'parameters' | 'moment1' | 'moment2') => {
      const flat = new Float32Array(this.#size);
      fromKernels(this.#model, this.#kernels, this.#stateArray(key), flat);
      return flat;
    };
    return {
      step: this.#step,
      parameters: take('parameters'),
      moment1: take('moment1'),
      moment2: take('moment2'),
    };
  }

  async write(state: ModelState): Promise<void> {
    this.#machineInUse();
    checkState(state, this.#size);
    this.#step = state.step;
    for (const key of ['parameters', 'moment1', 'moment2'] as const) {
      toKernels(this.#model, this.#kernels, state[key], this.#stateArray(key));
    }
  }

  dispose(): void {
    if (!this.#machine) return;
    this.#kernels.quit();
    for (const end of this.#machine.ends) end();
    this.#machine = null;
  }

  #machineInUse(): Machine {
    if (!this.#machine) throw new Error('this engine has been disposed of');
    if (this.#lostError) throw this.#lostError;
    return this.#machine;
  }

  /** Throws when a helper thread was lost during the kernels' call. */
  #requireComplete(complete: number): void {
    if (complete) return;
    const { threads, imageMemory } = this.#machineInUse();
    if (imageMemory) imageMemory.spoiled = true;
    this.#lostError = new Error(`helper thread ${this.#kernels.lostHelper()} of ${threads - 1} has stopped`);
    throw this.#lostError;
  }

  // A new view for each access, because growing the memory detaches the views from before.
  #bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#machineInUse().memory.buffer, address, length);
  }

  #floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#machineInUse().memory.buffer, address, length);
  }

  #words(length: number): Uint32Array {
    return new Uint32Array(this.#machineInUse().memory.buffer, this.#kernels.words.value, length);
  }

  #stateArray(key: 'parameters' | 'moment1' | 'moment2'): Float32Array {
    return this.#floats(this.#kernels[key].value, this.#kernels.parameterCount.value);
  }
}
