// The shape of a catalogue, taken from the English one. i18n.tsx announces it to use-intl.

import type { en } from './en.ts';

type Widened<T> = T extends string ? string : { readonly [K in keyof T]: Widened<T[K]> };

/** What every language must provide: the English keys. */
export type Catalogue = Widened<typeof en>;
