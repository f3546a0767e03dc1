// The messages between a pool and its threads.

import type { Activations } from '../../contract/activations.ts';
import type { Chunk, ChunkResult, EngineSpec, Evaluation, ModelState } from '../engine.ts';

/** The calls on a network: what each takes and gives. `upload`: of the thread's dataset. */
export interface MemberCalls {
  create: { input: EngineSpec; output: void };
  upload: { input: null; output: void };
  train: { input: Chunk; output: ChunkResult };
  evaluate: { input: Uint32Array; output: Evaluation };
  predict: { input: Uint8Array; output: Float32Array };
  activations: { input: Uint8Array; output: Activations };
  read: { input: null; output: ModelState };
  write: { input: ModelState; output: void };
}
export type MemberCall = keyof MemberCalls;

/** One message for each call. */
type Calls = { [K in MemberCall]: { kind: K; id: number; member: number; input: MemberCalls[K]['input'] } };

export type PoolRequest =
  /** Answered by `ready`. */
  | { kind: 'start'; kernels: WebAssembly.Module }
  /** Of the networks that take it after this. Not copied where its memory is shared. */
  | { kind: 'dataset'; images: Uint8Array; labels: Uint8Array }
  | { kind: 'dispose'; member: number }
  | Calls[MemberCall];

export type PoolAnswer =
  | { kind: 'ready' }
  | { kind: 'done'; id: number; output: MemberCalls[MemberCall]['output']; milliseconds: number }
  | { kind: 'failed'; id: number; message: string; error: 'range' | 'other'; milliseconds: number };
