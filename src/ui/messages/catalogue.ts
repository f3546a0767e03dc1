// The shape of a catalogue, taken from the English one, and its announcement to use-intl: keys and arguments are checked.

import type {} from 'use-intl';
import type { Language } from '../../store/state.ts';
import type { en } from './en.ts';

type Widened<T> = T extends string ? string : { readonly [K in keyof T]: Widened<T[K]> };

/** What every language must provide: the English keys. */
export type Catalogue = Widened<typeof en>;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en;
  }
}
