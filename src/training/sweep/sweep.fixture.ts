// Sessions with sweeps: on a pool of threads, or on networks in this thread that a test controls.

import { nodePoolHost } from '../../../tools/pool-host.ts';
import { nodeHost } from '../../../tools/wasm-host.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { SweepPlan } from '../../contract/sweep.ts';
import type { MemberState, SweepPhase, SweepState } from '../../contract/sweep-state.ts';
import { readSweep } from '../../contract/sweep-link.ts';
import type { Engine, EngineSpec } from '../../engine/engine.ts';
import { GatherEngine } from '../../engine/gather-engine.ts';
import type { PoolEngine } from '../../engine/pool.ts';
import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import type { Host } from '../../engine/wasm/host.ts';
import { createPool } from '../../engine/wasm/pool.ts';
import { createWasmEngine } from '../../engine/wasm/wasm-engine.ts';
import type { SessionHost } from '../host.ts';
import { engineWith, openSession, weightsIn, type OpenSession } from '../session.fixture.ts';

export function planFrom(text: string, base: RunConfig): SweepPlan {
  const { plan, notices } = readSweep(`?sweep=${encodeURIComponent(text)}`, base);
  if (!plan || notices.length > 0) throw new Error(`no plan: ${text}`);
  return plan;
}

/** Kernels and threads as in the page. */
export function wasmHost(threads: number): Pick<SessionHost, 'createPool' | 'createEngine' | 'chooseEngine'> {
  return {
    chooseEngine: async () => ({
      webgpu: { state: 'none', reason: 'no-api' },
      chosen: 'wasm',
      device: { kind: 'cpu', threads: 1 },
      reason: 'requested',
      trials: [],
    }),
    createPool: () => createPool(threads, nodePoolHost(threads)),
    createEngine: (name, spec) =>
      name === 'reference'
        ? Promise.resolve(createReferenceEngine(spec))
        : createWasmEngine(spec, { threads: 1, host: nodeHost }),
  };
}

const kernels = nodeHost.load('single');
const host: Host = { ...nodeHost, load: () => kernels };

/** Networks in this thread, on the same kernels; `wrap` may replace calls of a member's engine. */
export function localPool(
  wrap: (engine: Engine, spec: EngineSpec) => Engine = (engine) => engine,
): Pick<SessionHost, 'createPool'> {
  return {
    createPool: async (threads) => ({
      device: { kind: 'cpu', threads: Math.max(1, threads) },
      parallel: Math.max(1, threads),
      sideBySide: 16,
      async create(spec) {
        const engine = await createWasmEngine(spec, { threads: 1, host });
        return onClock(wrap(new GatherEngine(engine, spec), spec));
      },
      dispose() {},
    }),
  };
}

/** An engine of a pool on a clock by which each step takes 8 ms, and each call to score 8 ms. */
function onClock(engine: Engine): PoolEngine {
  let busyMilliseconds = 0;
  const replaced = engineWith(engine, {
    async train(chunk) {
      // Lets the other members and background work through.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const result = await engine.train(chunk);
      busyMilliseconds += 8 * chunk.learningRates.length;
      return result;
    },
    async evaluate(samples) {
      const result = await engine.evaluate(samples);
      busyMilliseconds += 8;
      return result;
    },
  });
  return Object.defineProperty(replaced as PoolEngine, 'busyMilliseconds', { get: () => busyMilliseconds });
}

/** The sweep as the page knows it now. */
export function sweepOf({ events }: OpenSession): SweepState {
  let state: SweepState | null = null;
  for (const event of events) {
    if (event.type === 'sweep') ({ state } = event);
    if (event.type === 'sweep-progress' && state) {
      const members: MemberState[] = [...state.members];
      for (const member of event.changed) members[member.index] = member;
      state = { ...state, ...event.progress, members };
    }
  }
  if (!state) throw new Error('no sweep');
  return state;
}

/** Resolves with the sweep once `fits` is true of it. */
export async function sweepUntil(
  session: OpenSession,
  fits: (state: SweepState) => boolean,
): Promise<SweepState> {
  const known = () => session.events.some((event) => event.type === 'sweep' && event.state !== null);
  await session.until(() => known() && fits(sweepOf(session)));
  return sweepOf(session);
}

export const inPhase = (session: OpenSession, phase: SweepPhase) =>
  sweepUntil(session, (state) => state.phase === phase);

export const statesOf = (members: readonly MemberState[]) => members.map(({ status }) => status.state);

/** SHA-256 of the parameters of the run that is shown. */
async function shownHash(session: OpenSession, id: number): Promise<string> {
  session.send({ type: 'export', id });
  const { bytes } = await session.next('exported', (event) => event.id === id);
  const parameters = new Float32Array(weightsIn(bytes).parameters);
  const digest = await crypto.subtle.digest('SHA-256', parameters);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of each member of an ended sweep, opened one after the other. */
export async function memberHashes(session: OpenSession): Promise<string[]> {
  const hashes: string[] = [];
  for (const { index } of sweepOf(session).members) {
    session.send({ type: 'open-member', member: index });
    await session.next('phase', ({ phase }) => phase === 'finished');
    hashes.push(await shownHash(session, 1000 + index));
  }
  return hashes;
}

/** Of a run of `config` alone. */
export async function loneHash(config: RunConfig, host: Partial<SessionHost>): Promise<string> {
  const session = openSession(host);
  session.send({ type: 'start', config });
  await session.next('phase', ({ phase }) => phase === 'finished');
  return shownHash(session, 1);
}
