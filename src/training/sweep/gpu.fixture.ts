// A host whose sweeps train on a GPU. Its networks are those of this thread, which a test controls.

import type { EngineSpec } from '../../engine/engine.ts';
import { NoRoomError, type EnginePool } from '../../engine/pool.ts';
import type { SessionHost } from '../host.ts';
import { engineWith } from '../session.fixture.ts';
import { localPool } from './sweep.fixture.ts';

export const GPU = { kind: 'gpu', adapter: 'A GPU' } as const;

interface Gpu {
  host: Pick<SessionHost, 'chooseEngine' | 'createPool'>;
  /** The engines of the pools, in the order of their creation. */
  pools: string[];
  /** The specifications that each pool on the GPU was to prove. */
  proven: (readonly EngineSpec[])[];
  /** The most networks that were there at the same time. */
  most(): number;
}

/**
 * A host on which a run that may would train on the GPU. `room`: for so many networks. `start`: called for each pool on it,
 * `creating` for each network.
 */
export function gpu(
  room = Infinity,
  wrap?: Parameters<typeof localPool>[0],
  start: () => unknown = () => {},
  creating: () => void = () => {},
): Gpu {
  const pools: string[] = [];
  const proven: (readonly EngineSpec[])[] = [];
  let networks = 0;
  let most = 0;
  const createPool: SessionHost['createPool'] = async (threads, engine, specs): Promise<EnginePool> => {
    pools.push(engine);
    const pool = await localPool(wrap).createPool(threads, engine, specs);
    if (engine === 'wasm') return pool;
    proven.push(specs);
    await start();
    const create = async (one: EngineSpec) => {
      creating();
      if (networks >= room) throw new NoRoomError(`there is room for ${room}`);
      most = Math.max(most, ++networks);
      const network = await pool.create(one);
      const dispose = () => {
        networks--;
        network.dispose();
      };
      const busy = { get: () => network.busyMilliseconds };
      return Object.defineProperty(
        engineWith(network, { dispose }) as typeof network,
        'busyMilliseconds',
        busy,
      );
    };
    return { ...pool, device: GPU, sideBySide: 4, create };
  };
  const chooseEngine: SessionHost['chooseEngine'] = async (requested) => ({
    webgpu: { state: 'hardware', adapter: GPU.adapter },
    chosen: requested === 'auto' ? 'webgpu' : requested,
    device: GPU,
    reason: 'fastest',
    trials: [],
  });
  return { host: { createPool, chooseEngine }, pools, proven, most: () => most };
}
