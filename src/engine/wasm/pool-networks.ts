// What a thread of a pool does: it holds networks, each on kernels for one thread with a memory of its own, and answers one
// call after another.

import { messageOf } from '../../base/errors.ts';
import type { Engine } from '../engine.ts';
import { GatherEngine } from '../gather-engine.ts';
import type { Host } from './host.ts';
import type { PoolAnswer, PoolRequest } from './pool-messages.ts';
import { createWasmEngine } from './wasm-engine.ts';

type CallRequest = Exclude<PoolRequest, { kind: 'start' | 'dataset' | 'dispose' }>;
type Output = Extract<PoolAnswer, { kind: 'done' }>['output'];

/** The handler of a thread's requests. It answers with `post`. */
export function createPoolNetworks(
  post: (answer: PoolAnswer, transfer: ArrayBuffer[]) => void,
): (request: PoolRequest) => void {
  const networks = new Map<number, Engine>();
  let dataset: { images: Uint8Array; labels: Uint8Array } = {
    images: new Uint8Array(),
    labels: new Uint8Array(),
  };
  let kernels: WebAssembly.Module | null = null;
  const host: Host = {
    threads: 1,
    load: async () => kernels!,
    startHelper: () => Promise.reject(new Error('a network of a pool has one thread')),
  };

  const network = (member: number) => {
    const found = networks.get(member);
    if (!found) throw new Error('this engine has been disposed of');
    return found;
  };

  const carryOut = async (request: CallRequest): Promise<Output> => {
    const { member } = request;
    switch (request.kind) {
      case 'create': {
        const engine = await createWasmEngine(request.input, { threads: 1, host });
        networks.set(member, new GatherEngine(engine, request.input));
        return;
      }
      case 'upload':
        return network(member).upload(dataset.images, dataset.labels);
      case 'train':
        return network(member).train(request.input);
      case 'evaluate':
        return network(member).evaluate(request.input);
      case 'predict':
        return network(member).predict(request.input);
      case 'activations':
        return network(member).activations(request.input);
      case 'read':
        return network(member).read();
      case 'write':
        return network(member).write(request.input);
      default:
        return request satisfies never;
    }
  };

  const answer = async (request: CallRequest) => {
    const { id } = request;
    const startedAt = performance.now();
    try {
      const output = await carryOut(request);
      post({ kind: 'done', id, output, milliseconds: performance.now() - startedAt }, buffersOf(output));
    } catch (error) {
      const kind = error instanceof RangeError ? 'range' : 'other';
      const milliseconds = performance.now() - startedAt;
      post({ kind: 'failed', id, message: messageOf(error), error: kind, milliseconds }, []);
    }
  };

  return (request) => {
    switch (request.kind) {
      case 'start':
        ({ kernels } = request);
        return post({ kind: 'ready' }, []);
      case 'dataset':
        dataset = { images: request.images, labels: request.labels };
        return;
      case 'dispose':
        networks.get(request.member)?.dispose();
        networks.delete(request.member);
        return;
      default:
        void answer(request);
    }
  };
}

/** The memory of an output's arrays, which nothing else holds. */
function buffersOf(output: Output): ArrayBuffer[] {
  if (output === undefined) return [];
  const arrays = ArrayBuffer.isView(output) ? [output] : Object.values(output);
  return arrays.flatMap((array: unknown) =>
    ArrayBuffer.isView(array) && array.buffer instanceof ArrayBuffer ? [array.buffer] : [],
  );
}
