// Which test images the gallery shows. In the store, because other panels set it too.

export const OUTCOMES = ['all', 'correct', 'incorrect'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const ORDERS = ['dataset', 'most-confident', 'least-confident'] as const;
export type Order = (typeof ORDERS)[number];

export interface GalleryQuery {
  outcome: Outcome;
  /** A class by its label; null for every class. */
  trueClass: number | null;
  predictedClass: number | null;
  order: Order;
}

export const EVERYTHING: GalleryQuery = {
  outcome: 'all',
  trueClass: null,
  predictedClass: null,
  order: 'dataset',
};
