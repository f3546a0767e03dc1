// The views begin anew with another dataset, and what had the focus is gone: the dataset's heading gets it.

import { useApp } from '../app-context.tsx';

/** The function to call after another dataset was chosen in this view. */
export function useSetFocus(): () => void {
  const { store, commands } = useApp();
  return () => {
    // After the views of the dataset before are removed: the request is for the next heading.
    setTimeout(() => {
      if (store.getState().view === 'data') commands.focus('data');
    });
  };
}
