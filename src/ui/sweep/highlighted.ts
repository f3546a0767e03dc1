// The member that is highlighted in the heatmap, the curves and the table. It changes with every move of the pointer, so only what
// shows it renders again.

import { useState, useSyncExternalStore } from 'react';

export interface Highlighted {
  get(): number | null;
  set(index: number | null): void;
  subscribe(listener: () => void): () => void;
}

function createHighlighted(): Highlighted {
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
export function useNewHighlighted(): Highlighted {
  return useState(createHighlighted)[0];
}

export function useHighlighted({ subscribe, get }: Highlighted): number | null {
  return useSyncExternalStore(subscribe, get);
}

export function useIsHighlighted({ subscribe, get }: Highlighted, index: number): boolean {
  return useSyncExternalStore(subscribe, () => get() === index);
}
