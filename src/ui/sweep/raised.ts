// The member that is raised in the map, the curves and the table. It changes with every move of the pointer, so only what
// shows it renders again.

import { useState, useSyncExternalStore } from 'react';

export interface Raised {
  get(): number | null;
  set(index: number | null): void;
  subscribe(listener: () => void): () => void;
}

function createRaised(): Raised {
  let current: number | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(index) {
      if (index === current) return;
      current = index;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same object for the life of the component. */
export function useNewRaised(): Raised {
  return useState(createRaised)[0];
}

export function useRaised({ subscribe, get }: Raised): number | null {
  return useSyncExternalStore(subscribe, get);
}

export function useIsRaised({ subscribe, get }: Raised, index: number): boolean {
  return useSyncExternalStore(subscribe, () => get() === index);
}
