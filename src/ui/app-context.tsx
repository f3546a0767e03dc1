// The React context with the app (store, history, commands), and the hook that reads its state.

import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand/react';
import type { AppState } from '../store/state.ts';
import type { App } from '../store/store.ts';

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

/** Store, history and commands. Throws outside of `AppProvider`. */
export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('useApp is called outside of AppProvider');
  return app;
}

/** A part of the state; renders again when that part changes. `selector` must not make a new object at each call. */
export function useAppState<T>(selector: (state: AppState) => T): T {
  return useStore(useApp().store, selector);
}
