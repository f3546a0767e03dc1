// The classes of the dataset that the page shows: their number and their names. FashionMNIST's are translated; those of other
// data are the person's own and are shown as they are.

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CLASS_KEYS, type DatasetFacts } from '../contract/dataset.ts';
import { isFashion } from '../store/dataset.ts';
import { useAppState } from './app-context.tsx';

export interface ClassNames {
  count: number;
  /** 0 … count - 1. */
  labels: readonly number[];
  /** The full name of the class with this label. */
  name: (label: number) => string;
  /** For little room. Where it can still be too long, CSS has to cut it. */
  short: (label: number) => string;
}

type ClassKey = (typeof CLASS_KEYS)[number];

/** `full` and `short` translate FashionMNIST's classes. */
export function classNamesOf(
  dataset: Pick<DatasetFacts, 'id' | 'classes'>,
  full: (key: ClassKey) => string,
  short: (key: ClassKey) => string,
): ClassNames {
  if (isFashion(dataset)) {
    return {
      count: CLASS_KEYS.length,
      labels: [...CLASS_KEYS.keys()],
      name: (label) => full(CLASS_KEYS[label]!),
      short: (label) => short(CLASS_KEYS[label]!),
    };
  }
  const name = (label: number) => dataset.classes[label]!;
  return { count: dataset.classes.length, labels: [...dataset.classes.keys()], name, short: name };
}

/** The same object while language and dataset stay the same. */
export function useClassNames(): ClassNames {
  const full = useTranslations('classes');
  const short = useTranslations('classesShort');
  const dataset = useAppState((state) => state.dataset);
  return useMemo(() => classNamesOf(dataset, full, short), [dataset, full, short]);
}

/** Up to this many characters fit a square of a table. */
const SHORT_NAME = 2;

/** Whether all names are as short as digits and letters. */
export function areShortNames({ labels, name }: Pick<ClassNames, 'labels' | 'name'>): boolean {
  return labels.every((label) => Array.from(name(label)).length <= SHORT_NAME);
}

/** Whether the page shows FashionMNIST, for what belongs to garments alone. */
export function useIsFashion(): boolean {
  return useAppState((state) => isFashion(state.dataset));
}
