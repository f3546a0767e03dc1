// Loads the messages of the views that come after the first paint.

import { useSyncExternalStore, type ComponentType } from 'react';
import type { LATER } from '../messages/later.ts';

let loaded: typeof LATER | null = null;
const listeners = new Set<() => void>();

async function load(): Promise<void> {
  const { LATER } = await import('../messages/later.ts');
  if (loaded) return;
  loaded = LATER;
  for (const listener of listeners) listener();
}

/** The code of a view, once its messages are there too. Rejects as import() does. */
export function withMessages<P>(loadPanel: () => Promise<ComponentType<P>>) {
  return async (): Promise<ComponentType<P>> => {
    const [panel] = await Promise.all([loadPanel(), load()]);
    return panel;
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null until they are loaded. */
export function useLaterMessages(): typeof LATER | null {
  return useSyncExternalStore(subscribe, () => loaded);
}
