// Remembers between visits which engines were proven: for a specification, a GPU, a browser and a version of the page. Only
// proven engines are remembered, so what failed is tried again in the next visit.

import type { EngineName } from '../contract/config.ts';
import type { EngineTrial, WebgpuStatus } from '../contract/device.ts';
import { readStoredTrials, type RememberedTrial, type TrialStore } from '../contract/remembered-trial.ts';
import type { EngineSpec } from './engine.ts';

/** A driver can change unseen, as can a browser whose name says only its main version. */
const LONGEST_MILLISECONDS = 30 * 24 * 3600 * 1000;
/** Each specification that was configured has an entry for each engine. */
const MOST_TRIALS = 100;

export interface TrialMemory {
  /** The proven trial of an earlier visit, or null. Never rejects. */
  recall(name: EngineName, spec: EngineSpec, webgpu: WebgpuStatus): Promise<EngineTrial | null>;
  /** Remembers a trial of this visit if the engine was proven in it. */
  remember(trial: EngineTrial, spec: EngineSpec, webgpu: WebgpuStatus): void;
  /** Forgets all trials of an engine. */
  forget(name: EngineName): void;
}

/** Every engine is tried in each visit. */
export const NO_MEMORY: TrialMemory = {
  recall: async () => null,
  remember: () => {},
  forget: () => {},
};

/**
 * `place`: what the trials hold for, beside the GPU; all others are dropped. `now`: milliseconds since 1970. What the store
 * fails to give or to take is not remembered.
 */
export function createTrialMemory(store: TrialStore, place: string, now = Date.now): TrialMemory {
  const keyOf = (name: EngineName, spec: EngineSpec, webgpu: WebgpuStatus) =>
    JSON.stringify([name, spec, webgpu]);

  const load = async (): Promise<Map<string, RememberedTrial>> => {
    const stored = readStoredTrials(await store.load().catch(() => null));
    return new Map(stored?.place === place ? Object.entries(stored.trials) : []);
  };
  const loading = load();
  let saving: Promise<void> = Promise.resolve();

  /** Saves the trials after `change`, unless it returns false. Changes are made in the order of the calls. */
  const update = async (change: (trials: Map<string, RememberedTrial>) => boolean) => {
    const trials = await loading;
    if (!change(trials)) return;
    const newest = [...trials].toSorted(([, a], [, b]) => b.at - a.at).slice(0, MOST_TRIALS);
    const stored = { place, trials: Object.fromEntries(newest) };
    saving = saving.then(() => store.save(stored)).catch(() => {});
  };

  return {
    async recall(name, spec, webgpu) {
      const trials = await loading;
      const trial = trials.get(keyOf(name, spec, webgpu));
      const age = trial ? now() - trial.at : Infinity;
      if (!trial || trial.engine !== name || age < 0 || age > LONGEST_MILLISECONDS) return null;
      const { engine, device, millisecondsPerStep, at } = trial;
      return { engine, device, verdict: 'proven', millisecondsPerStep, rememberedFrom: at };
    },
    remember({ engine, device, verdict, millisecondsPerStep }, spec, webgpu) {
      if (verdict !== 'proven' || !device) return;
      const remembered = { engine, device, millisecondsPerStep, at: now() };
      void update((trials) => {
        trials.set(keyOf(engine, spec, webgpu), remembered);
        return true;
      });
    },
    forget(name) {
      void update((trials) => {
        const before = trials.size;
        for (const [key, { engine }] of trials) if (engine === name) trials.delete(key);
        return trials.size < before;
      });
    },
  };
}
